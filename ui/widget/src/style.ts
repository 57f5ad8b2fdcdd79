// Style: the widget's own sheet. A constructed one needs no permission of the host page's policy.
import { element } from "./elements";
import sheet from "./widget.css";

export function dress(root: ShadowRoot): void {
  try {
    const made = new CSSStyleSheet();
    made.replaceSync(sheet);
    root.adoptedStyleSheets = [made];
  } catch {
    // Browsers before 2023.
    root.append(element("style", {}, sheet));
  }
}
