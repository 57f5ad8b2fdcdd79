// Turn view: one question, and below it what became of it.
import { button, element, paragraph } from "./elements";
import type { Words } from "./words";

export class TurnView {
  readonly element = element("div", { class: "turn" });
  readonly heading: HTMLElement;

  constructor(
    readonly question: string,
    private readonly words: Words,
  ) {
    const asked = element("span", { class: "unseen" }, `${words.say("you_asked")}: `);
    this.heading = element("h3", { class: "asked" }, asked, question);
    this.element.append(this.heading);
  }

  showWaiting(cancel: () => void): void {
    this.show(
      element(
        "div",
        { class: "waiting" },
        paragraph("", this.words.say("searching")),
        button("quiet", cancel, this.words.say("widget_cancel")),
      ),
    );
  }

  show(...replies: HTMLElement[]): void {
    this.element.replaceChildren(this.heading, ...replies);
  }
}
