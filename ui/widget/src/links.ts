// Links: only into the service itself, and always built or checked here.
import { type Attributes, element } from "./elements";
import type { Place } from "./shapes";
import type { Words } from "./words";

/** Address of a place in a document; null when its id would lead elsewhere. */
export function documentAddress(root: string, place: Place): string | null {
  const id = place.document_id.split("/").map(encodeURIComponent).join("/");
  const query = new URLSearchParams({ start: String(place.start), end: String(place.end) });
  if (place.version !== null) query.set("version", place.version);
  return ownAddress(`${root}/documents`, `${root}/documents/${id}?${query}#quote`);
}

/** An address that the service sent, if it is a web address below `root`; else null. */
export function ownAddress(root: string, text: string): string | null {
  try {
    const address = new URL(text, `${root}/`);
    const web = address.protocol === "https:" || address.protocol === "http:";
    return web && address.href.startsWith(`${root}/`) ? address.href : null;
  } catch {
    return null;
  }
}

/** A link that opens a new tab; without an address its text alone. */
export function link(
  address: string | null,
  shown: string,
  words: Words,
  attributes: Attributes = {},
): HTMLElement {
  if (address === null) return element("span", attributes, shown);
  const hint = element("span", { class: "unseen" }, ` (${words.say("new_tab")})`);
  hint.lang = words.language;
  return element(
    "a",
    { ...attributes, href: address, target: "_blank", rel: "noopener" },
    shown,
    hint,
  );
}
