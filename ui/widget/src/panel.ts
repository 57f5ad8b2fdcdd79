// Panel: the frame around a chat, opened by the launcher or standing in the page.
import type { Announcer } from "./announcer";
import { Chat } from "./chat";
import { button, element, icon, paragraph } from "./elements";
import type { Tools } from "./tools";

const CROSS = "M5 5l14 14M19 5L5 19";

export class Panel {
  readonly element: HTMLElement;
  readonly chat: Chat;

  private readonly closing: HTMLButtonElement;

  constructor(tools: Tools, announcer: Announcer, close: () => void) {
    const { words } = tools;
    this.chat = new Chat(tools);
    const title = element("h2", { id: "title" }, words.say("ask_about_documents"));
    this.closing = closeButton(words.say("widget_close"), close);
    this.element = element(
      "section",
      { class: "panel", role: "dialog", "aria-labelledby": "title" },
      element("header", {}, title, this.closing),
      this.chat.log,
      this.chat.composer.form,
      paragraph("promise", words.say("widget_promise")),
      announcer.region,
    );
  }

  /** Stands in the page itself, where it is always open. */
  stand(): void {
    this.become("region");
    this.element.hidden = false;
  }

  /** Opens over the page. */
  become(role: "dialog" | "region"): void {
    this.element.setAttribute("role", role);
    this.closing.hidden = role === "region";
  }

  /** It fills the window, so that nothing behind it could be seen with the focus on it. */
  get coversPage(): boolean {
    return this.element.clientWidth >= document.documentElement.clientWidth - 1;
  }
}

function closeButton(name: string, close: () => void): HTMLButtonElement {
  const made = button("close", close, icon(CROSS));
  made.setAttribute("aria-label", name);
  made.title = name;
  return made;
}
