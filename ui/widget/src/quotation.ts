// Quotation: the words of a document, those that answer marked. Offsets count code points.
import { type Content, element } from "./elements";
import type { Citation } from "./shapes";

export function quotation(citation: Citation): Content[] {
  const { quote, start, answer_start: from, answer_end: to } = citation;
  const letters = [...quote];
  if (from === null || to === null || from < start || to <= from || to > start + letters.length) {
    return [quote];
  }
  const part = (first: number, last?: number): string => letters.slice(first, last).join("");
  return [
    part(0, from - start),
    element("mark", {}, part(from - start, to - start)),
    part(to - start),
  ];
}
