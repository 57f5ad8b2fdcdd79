// Widget: the one element on the host page, with a button in a corner or a panel inside the page.
import { Announcer } from "./announcer";
import { Launcher } from "./launcher";
import type { Options } from "./options";
import { Panel } from "./panel";
import { Service } from "./service";
import { warn } from "./site_console";
import { dress } from "./style";
import type { Tools } from "./tools";
import { Words } from "./words";

export const NAME = "committee-assistant";
/** So long a page may take to make the element that the widget is meant for. */
const PATIENCE_MILLISECONDS = 1000;

export class Widget {
  private readonly host = document.createElement(NAME);
  private readonly root = this.host.attachShadow({ mode: "open" });
  private readonly tools: Tools;
  private readonly announcer = new Announcer();
  private readonly launcher: Launcher;
  private readonly ended = new AbortController();
  private panel: Panel | null = null;
  private face: HTMLElement | null = null;
  private waiting = 0;
  /** Its element did not come in time. */
  private givenUp = false;

  constructor(readonly options: Options) {
    const words = new Words(options.language);
    const service = new Service(options.root, this.ended.signal);
    this.tools = { words, announce: this.announcer.announce, service };
    const build = (): Panel => this.chatPanel();
    this.launcher = new Launcher(words.say("widget_launcher"), build, this.ended.signal);
    this.host.lang = words.language;
    this.host.dir = "ltr";
    dress(this.root);
    keepKeys(this.host);
  }

  /** Whether it stands where it belongs. */
  get placed(): boolean {
    return this.host.isConnected && (this.options.target === null || this.inline);
  }

  /** Puts it where it belongs: into its element, and without one as a button into the page. */
  place(): void {
    this.removeCopies();
    const { target } = this.options;
    const box = target === null ? null : found(target);
    if (box !== null) this.settle(box, true);
    else if (target === null || this.givenUp) this.settle(document.body, false);
    else if (this.waiting === 0) this.wait(target);
  }

  /** Takes it out of the page for good. */
  remove(): void {
    clearTimeout(this.waiting);
    this.ended.abort();
    this.host.remove();
  }

  private get inline(): boolean {
    return this.face !== null && this.face === this.panel?.element;
  }

  /** Pages that keep copies of what they replaced bring back an element with nothing in it. */
  private removeCopies(): void {
    for (const copy of document.querySelectorAll(NAME)) if (copy !== this.host) copy.remove();
  }

  private wait(target: string): void {
    this.waiting = setTimeout(() => {
      this.waiting = 0;
      this.givenUp = found(target) === null;
      if (this.givenUp) {
        warn(
          `nothing on this page is ${target}, so there is a button instead: correct data-target or add the element.`,
        );
      }
      this.place();
    }, PATIENCE_MILLISECONDS);
  }

  private settle(place: Element | null, inline: boolean): void {
    if (place === null) return;
    if (inline) this.givenUp = false;
    if (this.face === null || this.inline !== inline) this.turn(inline);
    if (this.host.parentNode !== place) place.append(this.host);
  }

  /** From button to panel in the page or back; the conversation goes on in both. */
  private turn(inline: boolean): void {
    const next = inline ? this.chatPanel().element : this.launcher.element;
    if (inline) this.chatPanel().stand();
    else this.launcher.fold();
    this.face?.remove();
    this.face = next;
    this.host.className = inline ? "inline" : this.options.position;
    this.root.append(next);
  }

  private chatPanel(): Panel {
    this.panel ??= new Panel(this.tools, this.announcer, () => this.launcher.close());
    return this.panel;
  }
}

function found(selector: string): Element | null {
  try {
    return document.querySelector(selector);
  } catch {
    return null;
  }
}

/** Keys pressed in the widget are not shortcuts of the host page; Escape is told to the launcher. */
function keepKeys(host: HTMLElement): void {
  for (const kind of ["keydown", "keypress", "keyup"] as const) {
    host.addEventListener(kind, (event) => {
      if (event.key !== "Escape") event.stopPropagation();
    });
  }
}
