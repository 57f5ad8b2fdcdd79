// Answer text: an answer as plain text, to be put into a letter with its sources.
import { documentAddress } from "./links";
import type { Answer, Citation } from "./shapes";
import type { Words } from "./words";

export function answerText(answer: Answer, root: string, words: Words): string {
  const sentences = answer.citations.map(({ quote, number }) => `${quote} [${number}]`);
  const sources = answer.citations.map((citation) => source(citation, root, words));
  const asOf = words.say("as_of", { date: words.day(answer.as_of) });
  return [sentences.join(" "), words.say("sources"), ...sources, asOf].join("\n");
}

function source(citation: Citation, root: string, words: Words): string {
  const { number, title, published } = citation;
  const day = published === null ? words.say("undated") : words.day(published);
  const address = documentAddress(root, citation);
  return `[${number}] ${[title, day, ...(address === null ? [] : [address])].join(", ")}`;
}
