// Failures: every way a request can go wrong, and what the visitor reads then.
import { button, element, paragraph } from "./elements";
import type { Key, Words } from "./words";

const WORDS = {
  offline: "widget_offline",
  lost: "connection_lost",
  slow: "widget_slow",
  busy: "busy",
  not_ready: "not_ready",
  too_many: "widget_too_many",
  too_long: "widget_too_long",
  no_question: "widget_no_question",
  unexpected: "widget_unexpected",
  failed: "widget_failed",
} as const satisfies Record<string, Key>;

const LONGEST_WAIT_SECONDS = 120;

export type Failure = keyof typeof WORDS;

export class FailureError extends Error {
  constructor(
    readonly failure: Failure,
    readonly status = 0,
    readonly waitSeconds = 0,
  ) {
    super(failure);
  }

  words(words: Words): string {
    return words.say(WORDS[this.failure]);
  }

  /** Asking the same again would end the same. */
  get final(): boolean {
    return this.failure === "too_long" || this.failure === "no_question";
  }
}

export function failureOf(error: unknown): FailureError {
  return error instanceof FailureError ? error : new FailureError("unexpected");
}

/** The failure that a refusal of the service stands for. */
export function refusal(response: Response, body: unknown): FailureError {
  const wait = Number(response.headers.get("retry-after")) || 0;
  const seconds = Math.min(Math.max(wait, 0), LONGEST_WAIT_SECONDS);
  return new FailureError(failureFor(response.status, codeIn(body)), response.status, seconds);
}

function failureFor(status: number, code: string): Failure {
  if (code === "refused_question_too_long" || status === 413) return "too_long";
  if (code === "refused_empty_question") return "no_question";
  if (status === 429) return "too_many";
  if (status === 503) return code === "not_ready" ? "not_ready" : "busy";
  return "failed";
}

function codeIn(body: unknown): string {
  return String((body as { code?: unknown } | null)?.code);
}

/** What went wrong, with a button that asks again once the service wants to be asked. */
export function failureView(failure: FailureError, words: Words, again: () => void): HTMLElement {
  const view = element("div", { class: "answer error" });
  view.append(paragraph("notice", failure.words(words)));
  if (!failure.final) view.append(againButton(failure.waitSeconds, words, again));
  return view;
}

function againButton(waitSeconds: number, words: Words, again: () => void): HTMLButtonElement {
  const retry = button("action", () => {
    if (retry.getAttribute("aria-disabled") !== "true") again();
  });
  const show = (left: number): void => {
    retry.setAttribute("aria-disabled", String(left > 0));
    retry.textContent =
      left > 0 ? words.say("widget_again_in", { seconds: left }) : words.say("widget_again");
    if (left > 0) setTimeout(() => show(left - 1), 1000);
  };
  show(Math.ceil(waitSeconds));
  return retry;
}
