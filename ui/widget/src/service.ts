// Service: the four requests the widget makes, all to where its script came from, without cookies.
import type { Turn } from "./conversation";
import { FailureError, refusal } from "./failures";
import { written } from "./json";
import type { Language } from "./options";
import { fail } from "./site_console";
import { type Answer, readAnswer, readShared, type Shared } from "./shapes";

export const PATIENCE_MILLISECONDS = 60_000;
const NOT_JSON = Symbol("not JSON");
/** So much later than the refusal the browser tells that a policy was the reason. */
const A_MOMENT = 50;

export interface Question {
  readonly question: string;
  readonly history: readonly Turn[];
  readonly language: Language;
  readonly read_period: boolean;
}

export type Reason = "wrong" | "not_answered" | "outdated" | "unclear" | "other";

export class Service {
  private forbidden = false;

  /** Listens to the page until `ended`. */
  constructor(
    readonly root: string,
    ended: AbortSignal,
  ) {
    const blocked = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
      if (effectiveDirective === "connect-src") this.forbidden ||= blockedURI.startsWith(root);
    };
    document.addEventListener("securitypolicyviolation", blocked, { signal: ended });
  }

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
      throw new FailureError(stop.signal.aborted ? "slow" : await this.reach());
    } finally {
      clearTimeout(patience);
      cancelled?.removeEventListener("abort", cancel);
    }
  }

  private async send(address: string, body: object, signal: AbortSignal): Promise<unknown> {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: written(body),
      credentials: "omit",
      cache: "no-store",
      signal,
    });
    const found = await parsed(response);
    if (!response.ok) throw refusal(response, found);
    if (found === NOT_JSON) throw new FailureError("unexpected");
    return found;
  }

  /** A browser does not tell a refused origin from a server that is down; the console gets a hint. */
  private async reach(): Promise<"offline" | "lost"> {
    if (!navigator.onLine) return "offline";
    await new Promise((resolve) => setTimeout(resolve, A_MOMENT));
    fail(this.forbidden ? this.policy() : this.silence());
    return "lost";
  }

  private policy(): string {
    const [origin] = /^https?:..[^/]+/.exec(this.root) ?? [];
    return `the Content-Security-Policy of this page forbids asking the service: add ${origin} to its connect-src.`;
  }

  private silence(): string {
    return `no answer from ${this.root}. If it is up: is ${location.origin} in its server.allowed_origins?`;
  }
}

/** What came back. The page's own JSON.parse may be another than the browser's. */
async function parsed(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) return NOT_JSON;
    throw error;
  }
}

function understood<Value>(value: unknown, read: (value: unknown) => Value): Value {
  try {
    return read(value);
  } catch {
    throw new FailureError("unexpected");
  }
}
