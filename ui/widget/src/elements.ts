// Makes elements. Text only ever becomes text: nothing here, or anywhere in the widget, reads markup.

export type Attributes = Readonly<Record<string, string>>;
export type Content = Node | string;

const SVG = "http://www.w3.org/2000/svg";

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...contents: Content[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...contents);
  return made;
}

export function paragraph(css: string, ...contents: Content[]): HTMLParagraphElement {
  return element("p", { class: css }, ...contents);
}

export function button(
  css: string,
  pressed: () => void,
  ...contents: Content[]
): HTMLButtonElement {
  const made = element("button", { type: "button", class: css }, ...contents);
  made.addEventListener("click", pressed);
  return made;
}

/** A drawing in a square of 24 units, in the colour of the text beside it. */
export function icon(path: string): SVGElement {
  const drawing = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(line);
  return drawing;
}

/** Moves the focus to a place that is not a control, so that reading goes on there. */
export function focusOn(place: HTMLElement): void {
  place.tabIndex = -1;
  place.focus();
}
