// Feedback: whether an answer helped, and if not, why.
import { button, element, focusOn } from "./elements";
import type { Reason } from "./service";
import type { Answer } from "./shapes";
import type { Tools } from "./tools";
import type { Key } from "./words";

const REASONS: readonly [Reason, Key][] = [
  ["wrong", "reason_wrong"],
  ["not_answered", "reason_not_answered"],
  ["outdated", "reason_outdated"],
  ["unclear", "reason_unclear"],
  ["other", "reason_other"],
];

export function feedback(answer: Answer, tools: Tools): HTMLElement {
  const { words, service, announce } = tools;
  const group = element("div", { class: "feedback", role: "group" });

  const send = async (helpful: boolean, reason: Reason | null): Promise<void> => {
    try {
      await service.rate(answer, helpful, reason);
    } catch {
      announce(words.say("widget_not_sent"), group);
      return;
    }
    group.replaceChildren();
    group.removeAttribute("role");
    group.removeAttribute("aria-label");
    announce(words.say("thanks"), group);
    focusOn(group);
  };
  const choose = (label: Key, ...choices: HTMLElement[]): void => {
    group.setAttribute("aria-label", words.say(label));
    group.replaceChildren(element("span", {}, words.say(label)), ...choices);
  };
  const why = (): void => {
    const choices = REASONS.map(([reason, label]) =>
      button("quiet", () => void send(false, reason), words.say(label)),
    );
    choose("what_was_wrong", ...choices);
    choices[0]?.focus();
  };

  choose(
    "was_it_helpful",
    button("quiet", () => void send(true, null), words.say("yes")),
    button("quiet", why, words.say("no")),
  );
  return group;
}
