// Tools: what every part of the widget needs.
import type { Service } from "./service";
import type { Words } from "./words";

export interface Tools {
  readonly service: Service;
  readonly words: Words;
  /** Tells screen readers; also shows it at the end of `place`, when there is one. */
  readonly announce: (text: string, place?: HTMLElement) => void;
}
