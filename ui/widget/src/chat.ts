// Chat: asks, and shows what comes back. START HERE: `ask` is what the widget does.
import { category } from "./answer_parts";
import { answerText } from "./answer_text";
import { AnswerView } from "./answer_view";
import { Composer } from "./composer";
import { Conversation } from "./conversation";
import { copyButton } from "./copying";
import { button, element, focusOn, paragraph } from "./elements";
import { type FailureError, failureOf, failureView } from "./failures";
import { feedback } from "./feedback";
import type { Answer } from "./shapes";
import { Sharing } from "./sharing";
import type { Tools } from "./tools";
import { TurnView } from "./turn_view";

const EXAMPLES = ["example_1", "example_2", "example_3", "example_4"] as const;
const TOP_PIXELS = 12;
/** As in ui/chat/answer_tools.py. */
const JUDGED = ["answered", "unanswerable"];

export class Chat {
  readonly log: HTMLElement;
  readonly composer: Composer;
  private readonly startAnew: HTMLButtonElement;
  private readonly start: HTMLElement;
  private readonly turns = element("div", { class: "turns" });
  private readonly view: AnswerView;
  private readonly conversation = new Conversation();
  private running: AbortController | null = null;

  constructor(private readonly tools: Tools) {
    const { words, service } = tools;
    this.view = new AnswerView(service.root, words, (question, readPeriod) => {
      void this.ask(question, readPeriod);
      this.focus();
    });
    this.startAnew = button("anew", () => this.clear(), words.say("new_conversation"));
    this.startAnew.hidden = true;
    this.composer = new Composer(words, this.startAnew, (question) => {
      if (this.awaited()) return;
      this.composer.clear();
      void this.ask(question);
      this.focus();
    });
    this.start = this.examples();
    const label = words.say("conversation_label");
    this.log = element(
      "div",
      { class: "log", role: "group", tabindex: "0", "aria-label": label },
      paragraph("privacy", words.say("privacy")),
      this.start,
      this.turns,
    );
  }

  /** To the question box; on a touch screen to what was asked, where no keyboard covers it. */
  focus(): void {
    const last = this.turns.querySelector<HTMLElement>(".turn:last-child .asked");
    if (!matchMedia("(pointer: coarse)").matches) this.composer.box.focus({ preventScroll: true });
    else focusOn(last ?? this.start);
  }

  private examples(): HTMLElement {
    const { words } = this.tools;
    const choices = EXAMPLES.map((key) => {
      const question = words.say(key);
      const pressed = (): void => {
        void this.ask(question);
        this.focus();
      };
      return element("li", {}, button("choice", pressed, question));
    });
    const label = element("h3", { class: "label" }, words.say("examples_label"));
    return element("div", { class: "start" }, label, element("ul", {}, ...choices));
  }

  private async ask(question: string, readPeriod = true): Promise<void> {
    if (this.awaited()) {
      this.composer.giveBack(question);
      return;
    }
    const turn = new TurnView(question, this.tools.words);
    this.turns.append(turn.element);
    await this.answer(turn, readPeriod);
  }

  /** Whether an answer is on its way; if so, that is told. */
  private awaited(): boolean {
    if (this.running === null) return false;
    this.tools.announce(this.tools.words.say("searching"));
    return true;
  }

  private async answer(turn: TurnView, readPeriod: boolean): Promise<void> {
    const { service, words } = this.tools;
    const running = new AbortController();
    this.setRunning(running);
    turn.showWaiting(() => this.cancel(turn));
    this.scrollTo(turn);
    const { question } = turn;
    const history = this.conversation.recent();
    try {
      const answer = await service.ask(
        { question, history, language: words.language, read_period: readPeriod },
        running.signal,
      );
      this.showAnswer(turn, answer);
    } catch (error) {
      if (running.signal.aborted) return;
      this.showFailure(turn, failureOf(error), readPeriod);
    } finally {
      if (this.running === running) this.setRunning(null);
    }
    this.scrollTo(turn);
  }

  private showAnswer(turn: TurnView, answer: Answer): void {
    const { question } = turn;
    if (answer.answer !== null) this.conversation.add({ question, answer: answer.answer });
    this.replace(turn, this.view.draw(answer, question), ...this.actions(answer));
    this.tools.announce(this.view.announcement(answer));
  }

  private showFailure(turn: TurnView, failure: FailureError, readPeriod: boolean): void {
    const { words, announce } = this.tools;
    const again = (): void => {
      if (this.awaited()) return;
      void this.answer(turn, readPeriod);
      this.focus();
    };
    if (failure.final) this.composer.giveBack(turn.question);
    this.replace(turn, failureView(failure, words, again));
    announce(failure.words(words));
  }

  /** What can be done with an answer. */
  private actions(answer: Answer): HTMLElement[] {
    const { words, service } = this.tools;
    const rating = JUDGED.includes(category(answer)) ? [feedback(answer, this.tools)] : [];
    if (answer.answer === null) return rating;
    const sharing = new Sharing(answer, this.tools);
    const text = answerText(answer, service.root, words);
    const row = element("div", { class: "row" }, copyButton("copy_answer", text, this.tools));
    row.append(sharing.toggle);
    return [row, sharing.place, ...rating];
  }

  /** Shows a reply; where the focus was on the button it replaces, it is not lost. */
  private replace(turn: TurnView, ...replies: HTMLElement[]): void {
    const root = turn.element.getRootNode() as ShadowRoot;
    const focused = turn.element.contains(root.activeElement);
    turn.show(...replies);
    if (focused) this.focus();
  }

  private cancel(turn: TurnView): void {
    this.running?.abort();
    turn.element.remove();
    this.composer.giveBack(turn.question);
    this.setRunning(null);
    this.composer.box.focus();
  }

  private clear(): void {
    this.running?.abort();
    this.conversation.clear();
    this.turns.replaceChildren();
    this.setRunning(null);
    this.focus();
  }

  private setRunning(running: AbortController | null): void {
    this.running = running;
    const empty = this.turns.childElementCount === 0;
    this.start.hidden = !empty;
    this.startAnew.hidden = empty;
    this.log.setAttribute("aria-busy", String(running !== null));
  }

  /** Brings a question to the top, without moving the host page. In low windows the panel scrolls. */
  private scrollTo(turn: TurnView): void {
    const { log } = this;
    const top = turn.element.offsetTop - TOP_PIXELS;
    log.scrollTop = top;
    if (log.parentElement) log.parentElement.scrollTop = log.offsetTop + top;
  }
}
