// Options: what the tag on the host page says.
import { warn } from "./site_console";
import type { Tag } from "./tag";

export const LANGUAGES = ["en", "ru", "be", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Options {
  /** Address of the service, without a closing slash: where the script came from. */
  readonly root: string;
  readonly language: Language;
  readonly position: "left" | "right";
  /** Selector of the element that the widget is put into; without one it is a button. */
  readonly target: string | null;
}

export function readOptions({ source, said }: Tag): Options {
  return {
    root: source.replace(/[?#].*$/, "").replace(/\/[^/]*$/, ""),
    language: spoken(said.language) ?? spoken(document.documentElement.lang) ?? "en",
    position: said.position === "left" ? "left" : "right",
    target: said.target ?? null,
  };
}

export function sameOptions(one: Options, other: Options): boolean {
  return (
    one.root === other.root &&
    one.language === other.language &&
    one.position === other.position &&
    one.target === other.target
  );
}

/** Tells whoever wrote the tag what in it is not understood. */
export function checkOptions({ said }: Tag): void {
  const { language, position } = said;
  if (language !== undefined && spoken(language) === null) {
    warn(`data-language="${language}" is none of ${LANGUAGES.join(", ")}, so the language of the page or English is used.`);
  }
  if (position !== undefined && position !== "left" && position !== "right") {
    warn(`data-position="${position}" is neither left nor right, so the button is on the right.`);
  }
}

/** The one of our languages that a tag names; `zh-Hans` and `be-BY` do. */
function spoken(tag: string | undefined): Language | null {
  const code = (tag ?? "").toLowerCase().split(/[-_]/)[0];
  for (const language of LANGUAGES) if (language === code) return language;
  return null;
}
