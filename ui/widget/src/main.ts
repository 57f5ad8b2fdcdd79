// The widget of one host page: one script tag makes one widget, further ones make none.
import { Announcer } from "./announcer";
import { Launcher } from "./launcher";
import { type Options, readOptions } from "./options";
import { Panel } from "./panel";
import { Service } from "./service";
import { dress } from "./style";
import type { Tools } from "./tools";
import { Words } from "./words";

const MARK = Symbol.for("committee-assistant");
const NAME = "committee-assistant";

function begin(): void {
  const script = document.currentScript;
  const page = window as unknown as Record<symbol, boolean>;
  if (!(script instanceof HTMLScriptElement) || page[MARK]) return;
  page[MARK] = true;
  const mount = (): void => put(readOptions(script));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mount);
  else mount();
}

function put(options: Options): void {
  const words = new Words(options.language);
  const announcer = new Announcer();
  const { announce } = announcer;
  const tools: Tools = { words, announce, service: new Service(options.root) };
  const place = target(options.target);
  const host = document.createElement(NAME);
  host.lang = words.language;
  host.dir = "ltr";
  host.className = place === null ? options.position : "inline";
  const root = host.attachShadow({ mode: "open" });
  dress(root);
  const build = (close: (() => void) | null): Panel => new Panel(tools, announcer, close);
  root.append(
    place === null ? new Launcher(words.say("widget_launcher"), build).element : build(null).element,
  );
  keepKeys(host);
  (place ?? document.body).append(host);
}

function target(selector: string | null): Element | null {
  if (selector === null) return null;
  try {
    const found = document.querySelector(selector);
    if (found !== null) return found;
  } catch {
    // Not a selector.
  }
  console.warn(`${NAME}: nothing on this page is ${selector}, so there is a button instead.`);
  return null;
}

/** Keys pressed in the widget are not shortcuts of the host page; Escape is told to the launcher. */
function keepKeys(host: HTMLElement): void {
  for (const kind of ["keydown", "keypress", "keyup"] as const) {
    host.addEventListener(kind, (event) => {
      if (event.key !== "Escape") event.stopPropagation();
    });
  }
}

begin();
