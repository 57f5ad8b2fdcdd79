// Keeper: the widget stays on a page whose body or parts are replaced, as Turbo, pjax and htmx do.
import { checkOptions, readOptions, sameOptions } from "./options";
import { warn } from "./site_console";
import type { Tag } from "./tag";
import { Widget } from "./widget";

export class Keeper {
  private widget: Widget | null = null;
  private due = false;

  constructor(private tag: Tag) {
    checkOptions(tag);
    if (document.readyState !== "loading") this.begin();
    else document.addEventListener("DOMContentLoaded", () => this.begin());
  }

  /** The script ran again: for the tag that a new body brought, or for one too many. */
  again(tag: Tag): void {
    if (this.tag.element?.isConnected && this.tag.element !== tag.element) {
      warn("this page has a second tag for widget.js, which does nothing: remove one of them.");
      return;
    }
    checkOptions(tag);
    this.tag = tag;
    if (this.widget !== null) this.renew();
  }

  private begin(): void {
    this.renew();
    new MutationObserver(() => this.notice()).observe(document, { childList: true, subtree: true });
  }

  /** Not at once: a page that takes out what it does not know would never come to an end. */
  private notice(): void {
    if (this.due || this.widget?.placed) return;
    this.due = true;
    setTimeout(() => {
      this.due = false;
      this.renew();
    });
  }

  /** A new page may speak another language; then the widget is a new one too. */
  private renew(): void {
    const options = readOptions(this.tag);
    if (this.widget === null || !sameOptions(options, this.widget.options)) {
      this.widget?.remove();
      this.widget = new Widget(options);
    }
    this.widget.place();
  }
}
