// Shapes: what of the service's records the widget uses, and the refusal of whatever is not as they
// are described (api_types.ts, made from assistant/answer_json.py), so that nothing half understood is
// shown as an answer.
import type * as api from "./api_types";
import { LANGUAGES, type Language } from "./options";

type Part<Whole, Name extends keyof Whole> = Readonly<Pick<Whole, Name>>;

/** Offsets count code points. */
export type Place = Part<
  api.HitRecord,
  "document_id" | "title" | "language" | "published" | "start" | "end"
> & { readonly version: string | null };

export type Citation = Part<
  api.CitationRecord,
  keyof Place | "number" | "quote" | "answer_start" | "answer_end" | "frame"
> & { readonly attribution: Attribution | null };

type Attribution = Part<api.Attribution, "text" | "kind">;
type Period = Part<api.PeriodRecord, "words" | "applied">;
type Reading = Part<api.ReadingRecord, "question">;
type Asked = Part<api.AnswerPart, "question"> & { readonly citations: readonly number[] };
export type Notice = Readonly<api.Notice>;

export type Answer = Part<
  api.AnswerRecord,
  "id" | "status" | "language" | "answer" | "as_of"
> & {
  readonly citations: readonly Citation[];
  readonly notices: readonly Notice[];
  readonly hits: readonly Place[];
  readonly period: Period | null;
  readonly readings: readonly Reading[];
  readonly parts: readonly Asked[];
};

/** The id is that of the shared answer, not that of the answer. */
export type Shared = Part<api.SharedBody, "id" | "removal_key">;

const SHARED_ID = /^[0-9a-f]{32}$/;
const REMOVAL_KEY = /^[A-Za-z0-9_-]{16,128}$/;

type Kind = Attribution["kind"];
const KINDS: Record<Kind, Kind> = { said: "said", interview: "interview", before: "before" };
type Reader<Value> = (value: unknown) => Value;

export class ShapeError extends Error {}

export function readAnswer(value: unknown): Answer {
  const body = record(value);
  return {
    id: text(body.id),
    status: text(body.status),
    language: language(body.language),
    answer: orNull(text)(body.answer),
    citations: list(citation)(body.citations),
    notices: list(notice)(body.notices),
    hits: list(hit)(body.hits),
    as_of: day(body.as_of),
    period: orNull(period)(body.period),
    readings: list(reading)(body.readings),
    parts: list(asked)(body.parts),
  };
}

export function readShared(value: unknown): Shared {
  const body = record(value);
  return {
    id: like(SHARED_ID)(body.id),
    removal_key: like(REMOVAL_KEY)(body.removal_key),
  };
}

function citation(value: unknown): Citation {
  const body = record(value);
  return {
    ...place(body),
    version: text(body.version),
    number: count(body.number),
    quote: text(body.quote),
    answer_start: orNull(count)(body.answer_start),
    answer_end: orNull(count)(body.answer_end),
    frame: orNull(text)(body.frame),
    attribution: orNull(attribution)(body.attribution),
  };
}

/** A hit tells its document's version in its address only. */
function hit(value: unknown): Place {
  const body = record(value);
  const version = /[?&]version=([0-9a-f]{64})\b/.exec(text(body.url));
  return { ...place(body), version: version?.[1] ?? null };
}

function place(body: Record<string, unknown>): Omit<Place, "version"> {
  return {
    document_id: text(body.document_id),
    title: text(body.title),
    language: language(body.language),
    published: orNull(day)(body.published),
    start: count(body.start),
    end: count(body.end),
  };
}

function attribution(value: unknown): Attribution {
  const body = record(value);
  return { text: text(body.text), kind: oneOf(Object.values(KINDS))(body.kind) };
}

function notice(value: unknown): Notice {
  const body = record(value);
  return { code: text(body.code), text: text(body.text) };
}

function period(value: unknown): Period {
  const body = record(value);
  return { words: text(body.words), applied: body.applied === true };
}

function reading(value: unknown): Reading {
  return { question: text(record(value).question) };
}

function asked(value: unknown): Asked {
  const body = record(value);
  return { question: text(body.question), citations: list(count)(body.citations) };
}

/** What the value itself holds: a page may have given all objects fields of its own. */
function record(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new ShapeError();
  return Object.assign(Object.create(null) as Record<string, unknown>, value);
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new ShapeError();
  return value;
}

function count(value: unknown): number {
  if (!Number.isSafeInteger(value) || Number(value) < 0) throw new ShapeError();
  return Number(value);
}

const day: Reader<string> = (value) => like(/^\d{4}-\d{2}-\d{2}$/)(value);

const language: Reader<Language> = (value) => oneOf(LANGUAGES)(value);

function like(pattern: RegExp): Reader<string> {
  return (value) => {
    if (!pattern.test(text(value))) throw new ShapeError();
    return text(value);
  };
}

function oneOf<Value extends string>(known: readonly Value[]): Reader<Value> {
  return (value) => {
    for (const each of known) if (each === value) return each;
    throw new ShapeError();
  };
}

function list<Value>(read: Reader<Value>): Reader<Value[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new ShapeError();
    const values: Value[] = [];
    for (const each of value) values.push(read(each));
    return values;
  };
}

function orNull<Value>(read: Reader<Value>): Reader<Value | null> {
  return (value) => (value === null || value === undefined ? null : read(value));
}
