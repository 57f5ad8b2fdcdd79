// Service: the four requests the widget makes, all to where its script came from, without cookies.
import type { Turn } from "./conversation";
import { FailureError, refusal } from "./failures";
import type { Language } from "./options";
import { type Answer, readAnswer, readShared, type Shared } from "./shapes";

export const PATIENCE_MILLISECONDS = 60_000;

export interface Question {
  readonly question: string;
  readonly history: readonly Turn[];
  readonly language: Language;
  readonly read_period: boolean;
}

export type Reason = "wrong" | "not_answered" | "outdated" | "unclear" | "other";

export class Service {
  constructor(readonly root: string) {}

  /** Asks; `cancelled` ends it early, with an `AbortError`. */
  async ask(question: Question, cancelled: AbortSignal): Promise<Answer> {
    return understood(await this.post("ask", question, cancelled), readAnswer);
  }

  async rate(answer: Answer, helpful: boolean, reason: Reason | null): Promise<void> {
    await this.post("feedback", { answer_id: answer.id, helpful, reason });
  }

  async share(answer: Answer, withQuestion: boolean): Promise<Shared> {
    const path = `answers/${encodeURIComponent(answer.id)}/share`;
    return understood(await this.post(path, { with_question: withQuestion }), readShared);
  }

  async unshare({ id, removal_key }: Shared): Promise<void> {
    await this.post(`answers/${id}/remove`, { removal_key });
  }

  private async post(path: string, body: object, cancelled?: AbortSignal): Promise<unknown> {
    const stop = new AbortController();
    const cancel = (): void => stop.abort();
    cancelled?.addEventListener("abort", cancel);
    const patience = setTimeout(cancel, PATIENCE_MILLISECONDS);
    try {
      return await this.send(`${this.root}/api/v1/${path}`, body, stop.signal);
    } catch (error) {
      if (error instanceof FailureError || cancelled?.aborted) throw error;
      throw new FailureError(stop.signal.aborted ? "slow" : this.reach());
    } finally {
      clearTimeout(patience);
      cancelled?.removeEventListener("abort", cancel);
    }
  }

  private async send(address: string, body: object, signal: AbortSignal): Promise<unknown> {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      signal,
    });
    const text = await response.text();
    if (!response.ok) throw refusal(response, text);
    return parsed(text);
  }

  /** A browser does not tell a refused origin from a server that is down; the console gets a hint. */
  private reach(): "offline" | "lost" {
    if (!navigator.onLine) return "offline";
    console.warn(
      `No answer from ${this.root}. If it is up: is ${location.origin} in its server.allowed_origins?`,
    );
    return "lost";
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FailureError("unexpected");
  }
}

function understood<Value>(value: unknown, read: (value: unknown) => Value): Value {
  try {
    return read(value);
  } catch {
    throw new FailureError("unexpected");
  }
}
