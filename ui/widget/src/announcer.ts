// Announcer: the one live region. It tells what became of what the visitor did, nothing else.
import { element, paragraph } from "./elements";

const AFTER_MILLISECONDS = 60;

export class Announcer {
  readonly region = element("p", { class: "unseen", role: "status" });

  /** A region that is emptied first tells the same words twice. */
  readonly announce = (text: string, place?: HTMLElement): void => {
    this.region.textContent = "";
    setTimeout(() => (this.region.textContent = text), AFTER_MILLISECONDS);
    if (place === undefined) return;
    place.querySelector(":scope > .said")?.remove();
    place.append(paragraph("said", text));
  };
}
