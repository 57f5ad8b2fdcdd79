// Links: only into the service itself, and always built here. The addresses that it sends are not
// used: it may have other names than the one its script came from.
import { type Attributes, element } from "./elements";
import type { Place, Shared } from "./shapes";
import type { Words } from "./words";

/** Address of a place in a document; null when its id would lead elsewhere. */
export function documentAddress(root: string, place: Place): string | null {
  const id = place.document_id.split("/").map(encodeURIComponent).join("/");
  const query = new URLSearchParams({ start: String(place.start), end: String(place.end) });
  if (place.version !== null) query.set("version", place.version);
  const { href } = element("a", { href: `${root}/documents/${id}?${query}#quote` });
  return href.startsWith(`${root}/documents/`) ? href : null;
}

/** Where a shared answer is read. */
export function sharedAddress(root: string, shared: Shared): string {
  return `${root}/answers/${shared.id}`;
}

/** Where it is removed. */
export function removalAddress(root: string, shared: Shared): string {
  return `${sharedAddress(root, shared)}/remove?key=${shared.removal_key}`;
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
