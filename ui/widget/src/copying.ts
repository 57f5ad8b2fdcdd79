// Copying: a button that puts text on the clipboard, and the text itself where it may not.
import { button, element } from "./elements";
import type { Tools } from "./tools";
import type { Key } from "./words";

export function copyButton(label: Key, text: string, tools: Tools): HTMLElement {
  const place = element("div", { class: "copying" });
  const pressed = async (): Promise<void> => {
    const copied = await written(text);
    place.querySelector(":scope > .by-hand, :scope > .said")?.remove();
    if (copied) tools.announce(tools.words.say("copied"), place);
    else place.append(byHand(text, tools));
    place.querySelector("textarea")?.select();
  };
  place.append(button("quiet", () => void pressed(), tools.words.say(label)));
  return place;
}

/** Host pages without https, or with a policy, have no clipboard. */
async function written(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function byHand(text: string, { words }: Tools): HTMLElement {
  const box = element("textarea", { readonly: "", rows: "4" });
  box.value = text;
  return element("label", { class: "by-hand" }, words.say("widget_copy_by_hand"), box);
}
