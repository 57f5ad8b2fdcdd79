// Answer view: quoted sentences with linked numbers and sources, or the reason and next step.
// The same as ui/chat/render.py makes for the chat page; both show the same things in the same order.
import { category, CLOSEST_FOUND, dated, framed, shownNotices, questions } from "./answer_parts";
import { button, type Content, element, paragraph } from "./elements";
import { documentAddress, link } from "./links";
import { quotation } from "./quotation";
import type { Answer, Citation, Notice, Place } from "./shapes";
import type { Key, Words } from "./words";

const CLOSEST_SHOWN = 3;
const HEADINGS: Readonly<Record<string, Key>> = {
  clarification: "which_one",
  unanswerable: "no_answer",
  refused: "not_asked",
};

/** Asks another question, or the same one without its period. */
export type AskAnew = (question: string, readPeriod: boolean) => void;

export class AnswerView {
  constructor(
    private readonly root: string,
    private readonly words: Words,
    private readonly askAnew: AskAnew,
  ) {}

  draw(answer: Answer, question: string): HTMLElement {
    return element(
      "div",
      { class: `answer ${category(answer)}` },
      ...(answer.answer === null ? this.heading(answer) : this.sentences(answer)),
      ...shownNotices(answer).map(noticeView(answer)),
      ...this.readings(answer),
      ...this.period(answer, question),
      ...this.sources(answer),
      ...this.closest(answer),
    );
  }

  /** What a screen reader is told when the answer is there. */
  announcement(answer: Answer): string {
    if (answer.answer !== null) {
      return this.words.say("widget_answered", { number: answer.citations.length });
    }
    return outcome(answer, this.words) ?? answer.notices[0]?.text ?? this.words.say("no_answer");
  }

  private heading(answer: Answer): Content[] {
    const words = outcome(answer, this.words);
    return words === null ? [] : [paragraph("outcome", words)];
  }

  private sentences(answer: Answer): Content[] {
    const begun = questions(answer);
    return framed(answer).flatMap((citations) => {
      const [first] = citations;
      const question = first && begun.get(first.number);
      const parts: Content[] = question === undefined ? [] : [paragraph("part", question)];
      if (first?.frame) {
        parts.push(element("p", { class: "frame", lang: answer.language }, first.frame));
      }
      const sentences = citations.flatMap((citation) => this.sentence(citation));
      return [...parts, paragraph("text", ...sentences)];
    });
  }

  /** A no-break space: a number does not begin a line. */
  private sentence(citation: Citation): Content[] {
    const quoted = element("span", { lang: citation.language }, ...quotation(citation));
    return [quoted, "\u00a0", this.marker(citation), " "];
  }

  private marker(citation: Citation): HTMLElement {
    const name = this.words.say("source_number", { number: citation.number });
    const marker = link(documentAddress(this.root, citation), `[${citation.number}]`, this.words, {
      class: "marker",
      "aria-label": `[${citation.number}] ${name} (${this.words.say("new_tab")})`,
    });
    marker.title = citation.title;
    return marker;
  }

  private readings(answer: Answer): Content[] {
    return answer.readings.map(({ question }) =>
      button("choice", () => this.askAnew(question, true), question),
    );
  }

  private period(answer: Answer, question: string): Content[] {
    if (!answer.period?.applied) return [];
    const shown = this.words.say("remove_period", { period: answer.period.words });
    return [button("period", () => this.askAnew(question, false), shown)];
  }

  private sources(answer: Answer): Content[] {
    if (answer.citations.length === 0) return [];
    const cards = answer.citations.map((citation) => this.source(citation));
    const parts: Content[] = [
      paragraph("label", this.words.say("sources")),
      element("ol", { class: "sources" }, ...cards),
    ];
    if (dated(answer)) {
      const day = this.words.day(answer.as_of);
      parts.push(paragraph("as-of", this.words.say("as_of", { date: day })));
    }
    return parts;
  }

  private source(citation: Citation): HTMLElement {
    const spoken = { lang: citation.language };
    const address = documentAddress(this.root, citation);
    const number = element("span", { class: "number" }, String(citation.number));
    const opening = link(address, this.words.say("open_in_document"), this.words);
    return element(
      "li",
      { class: "source" },
      paragraph("source-title", number, " ", element("span", spoken, citation.title)),
      paragraph("facts", this.facts(citation)),
      element("blockquote", spoken, ...quotation(citation)),
      ...this.speaker(citation),
      ...(address === null ? [] : [paragraph("open", opening)]),
    );
  }

  private speaker({ attribution, language }: Citation): Content[] {
    if (attribution === null) return [];
    const named = element("span", { lang: language }, attribution.text);
    return [paragraph("speaker", this.words.say(`speaker_${attribution.kind}`), " ", named)];
  }

  private facts({ published, language }: Place): string {
    const day = published === null ? this.words.say("undated") : this.words.day(published);
    return `${day} · ${this.words.name(language)}`;
  }

  /** The passages that come near, so that a refusal is not a dead end. */
  private closest(answer: Answer): Content[] {
    const [heading] = answer.notices.filter(({ code }) => code === CLOSEST_FOUND);
    if (heading === undefined || answer.citations.length > 0) return [];
    const entries = nearest(answer.hits).map((hit) => {
      const address = documentAddress(this.root, hit);
      const title = link(address, hit.title, this.words, { lang: hit.language });
      return element("li", {}, title, " ", element("span", { class: "facts" }, this.facts(hit)));
    });
    const label = element("p", { class: "label", lang: answer.language }, heading.text);
    return [label, element("ul", { class: "related" }, ...entries)];
  }
}

/** The heading of an answer that quotes nothing; a greeting has none. */
function outcome(answer: Answer, words: Words): string | null {
  if (answer.status === "refused_greeting") return null;
  return words.say(HEADINGS[category(answer)] ?? "failed");
}

function noticeView(answer: Answer): (notice: Notice) => HTMLElement {
  return ({ text }) => element("p", { class: "notice", lang: answer.language }, text);
}

/** The best passage of each of the nearest documents. */
function nearest(hits: readonly Place[]): Place[] {
  const best = new Map<string, Place>();
  for (const hit of hits) if (!best.has(hit.document_id)) best.set(hit.document_id, hit);
  return [...best.values()].slice(0, CLOSEST_SHOWN);
}
