// Launcher: the button in a corner of the page, and the panel it opens.
import { button, element, icon } from "./elements";
import type { Panel } from "./panel";

const SPEECH = "M4 4h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-7l-5 4v-4H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1z";

export class Launcher {
  readonly element = element("div", { class: "corner" });
  private readonly button: HTMLButtonElement;
  private panel: Panel | null = null;

  /** `build` makes the panel when it is first wanted. Listens to the page until `ended`. */
  constructor(
    label: string,
    private readonly build: () => Panel,
    ended: AbortSignal,
  ) {
    this.button = button("launcher", () => this.open(), icon(SPEECH), element("span", {}, label));
    this.button.setAttribute("aria-haspopup", "dialog");
    this.element.append(this.button);
    this.element.addEventListener("focusout", (event) => this.foldBehind(event));
    document.addEventListener("keydown", (event) => this.escaped(event), { signal: ended });
  }

  private get opened(): boolean {
    return this.element.contains(this.panel?.element ?? null) && !this.panel?.element.hidden;
  }

  /** Only the button is seen, as at first. */
  fold(): void {
    if (this.panel !== null) this.show(this.panel, false);
  }

  private open(): void {
    this.panel ??= this.build();
    this.panel.become("dialog");
    if (!this.element.contains(this.panel.element)) this.element.append(this.panel.element);
    this.show(this.panel, true);
    this.panel.chat.focus();
  }

  close(): void {
    if (this.panel === null) return;
    this.show(this.panel, false);
    this.button.focus();
  }

  private show(panel: Panel, opened: boolean): void {
    panel.element.hidden = !opened;
    this.button.hidden = opened;
  }

  /** A panel that fills the window makes way when the focus moves on to the page behind it. */
  private foldBehind(event: FocusEvent): void {
    const next = event.relatedTarget;
    const outside = next instanceof Node && !this.element.contains(next);
    if (outside && this.panel !== null && this.opened && this.panel.coversPage) {
      this.show(this.panel, false);
    }
  }

  private escaped(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing || !this.opened) return;
    if (event.defaultPrevented || this.panel === null) return;
    const root = this.element.getRootNode() as ShadowRoot;
    if (root.activeElement === null) this.show(this.panel, false);
    else this.close();
  }
}
