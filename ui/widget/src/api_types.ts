// Written by api_types.mjs from the API's description. Change assistant/answer_json.py.

/**
 * The four languages, by ISO 639-1 code.
 */
export type Language = "en" | "ru" | "be" | "zh";

/**
 * What the widget reads.
 */
export interface Api {
  AnswerRecord: AnswerRecord;
  SharedBody: SharedBody;
}
/**
 * What the assistant says to one question.
 */
export interface AnswerRecord {
  id: string;
  question: string;
  /**
   * `answered`, `clarification_…`, `unanswerable_…`, `refused_…` or `error_…`.
   */
  status: string;
  language: Language;
  /**
   * Quoted sentences with `[n]` markers, or null.
   */
  answer: string | null;
  citations: CitationRecord[];
  notices: Notice[];
  hits: HitRecord[];
  /**
   * Newest publication among the cited documents, else the day of the index.
   */
  as_of: string;
  index_version: string;
  /**
   * Estimated probability, 0..1, that what was found answers; null when nothing was searched or
   * found.
   */
  confidence: number | null;
  /**
   * The period that the question names, if any.
   */
  period: PeriodRecord | null;
  /**
   * What the question may mean, where it fits several places in the documents.
   */
  readings: ReadingRecord[];
  /**
   * The questions of a message that asks several; empty when it asks one.
   */
  parts: AnswerPart[];
}
/**
 * A quotation and its place: `quote == text[start:end]` of the document.
 */
export interface CitationRecord {
  /**
   * The `[n]` in the answer.
   */
  number: number;
  document_id: string;
  title: string;
  source: string;
  language: Language;
  published: string | null;
  /**
   * SHA-256 over every field of the document that was quoted.
   */
  version: string;
  /**
   * Offset of the first character.
   */
  start: number;
  /**
   * Offset after the last character.
   */
  end: number;
  quote: string;
  /**
   * Offset of the words in the quotation that answer; null when not known.
   */
  answer_start: number | null;
  /**
   * Offset after them; null when not known.
   */
  answer_end: number | null;
  /**
   * Words that introduce the quotation, in the language of the answer, when it is in another one;
   * else null.
   */
  frame: string | null;
  /**
   * The document with the quotation highlighted.
   */
  url: string;
  /**
   * Whose words these are, where it is not the document itself that speaks.
   */
  attribution: Attribution | null;
}
/**
 * Who speaks, in words of the document: `text == document.text[start:end]`.
 */
export interface Attribution {
  /**
   * Name and role.
   */
  text: string;
  start: number;
  end: number;
  /**
   * Said by that person; from a report of their interview; or right behind words of theirs.
   */
  kind: "said" | "interview" | "before";
}
/**
 * Something the reader must know: a stable code for programs, words for people.
 */
export interface Notice {
  code: string;
  text: string;
}
/**
 * A passage that was found.
 */
export interface HitRecord {
  /**
   * 1 is best.
   */
  rank: number;
  /**
   * Higher is better; comparable only inside one list.
   */
  score: number;
  document_id: string;
  title: string;
  language: Language;
  published: string | null;
  start: number;
  end: number;
  text: string;
  url: string;
}
/**
 * A period that the question names.
 */
export interface PeriodRecord {
  /**
   * First day; null when it is open.
   */
  from: string | null;
  /**
   * Last day; null when it is open.
   */
  to: string | null;
  /**
   * The words of the question that name it.
   */
  words: string;
  /**
   * Only passages from or about it were searched; false when those do not answer.
   */
  applied: boolean;
}
/**
 * One way to understand the question: to be asked instead, and the sentence that answers it.
 */
export interface ReadingRecord {
  question: string;
  document_id: string;
  start: number;
  end: number;
}
/**
 * One of several questions of a message, and how it ended.
 */
export interface AnswerPart {
  /**
   * Its words.
   */
  question: string;
  /**
   * How it ended.
   */
  status: string;
  /**
   * Numbers of the quotations that answer it; empty unless answered.
   */
  citations: number[];
}
/**
 * Where a shared answer can be read and removed.
 */
export interface SharedBody {
  /**
   * Of the shared answer, by which it is read, judged and removed.
   */
  id: string;
  url: string;
  /**
   * Given only now; whoever has it may remove the answer.
   */
  removal_key: string;
  /**
   * A page that asks and then removes it.
   */
  removal_url: string;
}
