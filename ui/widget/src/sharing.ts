// Sharing: a link to an answer, made only when the visitor agrees, and removed when they say so.
import { copyButton } from "./copying";
import { button, element, focusOn, paragraph } from "./elements";
import { FailureError } from "./failures";
import { link, removalAddress, sharedAddress } from "./links";
import type { Answer, Shared } from "./shapes";
import type { Tools } from "./tools";
import type { Key } from "./words";

export class Sharing {
  readonly toggle: HTMLButtonElement;
  readonly place = element("div", { class: "sharing" });

  constructor(
    private readonly answer: Answer,
    private readonly tools: Tools,
  ) {
    this.place.hidden = true;
    this.toggle = button("quiet", () => this.unfold(), tools.words.say("widget_share"));
    this.toggle.setAttribute("aria-expanded", "false");
    this.drawForm();
  }

  private unfold(): void {
    this.place.hidden = !this.place.hidden;
    this.toggle.setAttribute("aria-expanded", String(!this.place.hidden));
    if (!this.place.hidden) this.place.querySelector("input")?.focus();
  }

  private drawForm(): void {
    const { words } = this.tools;
    const consent = element("input", { type: "checkbox" });
    this.place.replaceChildren(
      paragraph("", words.say("share_explained")),
      element("label", { class: "consent" }, consent, words.say("widget_with_question")),
      button("action", () => void this.make(consent.checked), words.say("widget_make_link")),
    );
  }

  private async make(withQuestion: boolean): Promise<void> {
    try {
      this.drawLinks(await this.tools.service.share(this.answer, withQuestion));
    } catch (error) {
      this.say(explained(error));
    }
  }

  private drawLinks(shared: Shared): void {
    const { words, service } = this.tools;
    const address = sharedAddress(service.root, shared);
    const removal = removalAddress(service.root, shared);
    this.place.replaceChildren(
      paragraph("", link(address, words.say("widget_link"), words)),
      copyButton("widget_copy_link", address, this.tools),
      paragraph("", link(removal, words.say("widget_removal"), words)),
      button("quiet", () => void this.remove(shared), words.say("widget_remove")),
    );
    this.tools.announce(words.say("widget_link"));
    this.place.querySelector("a")?.focus();
  }

  private async remove(shared: Shared): Promise<void> {
    try {
      await this.tools.service.unshare(shared);
    } catch {
      this.say("widget_not_sent");
      return;
    }
    this.drawForm();
    this.say("widget_removed");
    focusOn(this.place);
  }

  private say(key: Key): void {
    this.tools.announce(this.tools.words.say(key), this.place);
  }
}

function explained(error: unknown): Key {
  const status = error instanceof FailureError ? error.status : 0;
  if (status === 404) return "answer_forgotten";
  return status === 409 ? "shared_already" : "widget_not_sent";
}
