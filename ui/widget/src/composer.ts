// Composer: the question box. Enter sends, Shift and Enter begin a new line.
import { element } from "./elements";
import type { Words } from "./words";

export class Composer {
  readonly form: HTMLFormElement;
  readonly box = element("textarea", { id: "question", rows: "1", "aria-describedby": "keys" });

  /** `aside` stands beside the name of the box. */
  constructor(words: Words, aside: HTMLElement, send: (question: string) => void) {
    const submit = (): void => {
      const question = this.box.value.trim();
      if (question === "") this.box.focus();
      else send(question);
    };
    this.form = element(
      "form",
      { class: "composer" },
      element(
        "div",
        { class: "name" },
        element("label", { for: "question" }, words.say("question_label")),
        aside,
      ),
      this.box,
      element("button", { type: "submit", class: "action" }, words.say("ask")),
      element("p", { id: "keys", class: "unseen" }, words.say("widget_keys")),
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      submit();
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || composing(event)) return;
      event.preventDefault();
      submit();
    });
  }

  clear(): void {
    this.box.value = "";
  }

  /** Gives a question back, but never over another one that is being written. */
  giveBack(question: string): void {
    if (this.box.value.trim() === "") this.box.value = question;
  }
}

/** Enter that ends the writing of a Chinese word, say; some browsers tell by the code alone. */
function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
