// Answer parts: what of an answer is shown, the same in the answer view and in the copied text.
import type { Answer, Citation, Notice } from "./shapes";

export const CLOSEST_FOUND = "closest_found";
/** Said by a heading, by buttons, and by the frame around a quotation. */
const SAID_OTHERWISE: readonly string[] = [CLOSEST_FOUND, "reading", "other_language"];

/** `answered`, `clarification`, `unanswerable`, `refused` or `error`. */
export function category({ status }: Answer): string {
  return status.split("_", 1)[0] ?? "";
}

export function shownNotices({ notices }: Answer): Notice[] {
  return notices.filter(({ code }) => !SAID_OTHERWISE.includes(code));
}

/** Without a date among the sources there is none that the answer could be as of. */
export function dated({ citations }: Answer): boolean {
  return citations.some(({ published }) => published !== null);
}

/** Neighbouring quotations that one line introduces: those of one document in another language. */
export function framed(answer: Answer): Citation[][] {
  const begun = questions(answer);
  const abroad = ({ frame, document_id }: Citation): string | null =>
    frame === null ? null : document_id;
  const groups: Citation[][] = [];
  for (const citation of answer.citations) {
    const last = groups[groups.length - 1];
    const follows = !begun.has(citation.number);
    if (follows && last?.[0] && abroad(last[0]) === abroad(citation)) last.push(citation);
    else groups.push([citation]);
  }
  return groups;
}

/** Of a message that asks several: each by the number of its first quotation of its own. */
export function questions({ parts }: Answer): Map<number, string> {
  const begun = new Map<number, string>();
  const known = new Set<number>();
  for (const { question, citations } of parts) {
    const own = citations.filter((number) => !known.has(number));
    for (const number of own) known.add(number);
    if (own.length > 0) begun.set(Math.min(...own), question);
  }
  return begun;
}
