// Answer text: an answer as plain text, to be put into a letter with its sources.
import { dated, framed, shownNotices } from "./answer_parts";
import { documentAddress } from "./links";
import type { Answer, Citation } from "./shapes";
import type { Words } from "./words";

export function answerText(answer: Answer, root: string, words: Words): string {
  const asOf = words.say("as_of", { date: words.day(answer.as_of) });
  return [
    ...framed(answer).flatMap(sentences),
    ...shownNotices(answer).map(({ text }) => text),
    words.say("sources"),
    ...answer.citations.flatMap((citation) => source(citation, root, words)),
    ...(dated(answer) ? [asOf] : []),
  ].join("\n");
}

function sentences(citations: Citation[]): string[] {
  const frame = citations[0]?.frame ?? null;
  const text = citations.map(({ quote, number }) => `${quote} [${number}]`).join(" ");
  return frame === null ? [text] : [frame, text];
}

/** A line that says where, and one that says who speaks there. */
function source(citation: Citation, root: string, words: Words): string[] {
  const { number, title, published, attribution } = citation;
  const day = published === null ? words.say("undated") : words.day(published);
  const address = documentAddress(root, citation);
  const line = `[${number}] ${[title, day, ...(address === null ? [] : [address])].join(", ")}`;
  if (attribution === null) return [line];
  return [line, `${words.say(`speaker_${attribution.kind}`)} ${attribution.text}`];
}
