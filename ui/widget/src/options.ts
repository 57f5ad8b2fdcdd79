// Options: what the tag on the host page says.

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

export function readOptions(script: HTMLScriptElement): Options {
  return {
    root: new URL(".", script.src).href.replace(/\/$/, ""),
    language: readLanguage(script.dataset.language, document.documentElement.lang),
    position: script.dataset.position === "left" ? "left" : "right",
    target: script.dataset.target ?? null,
  };
}

/** The first of the given tags that is one of ours; `zh-Hans` and `be-BY` are. */
function readLanguage(...tags: (string | undefined)[]): Language {
  const spoken = tags.map((tag) => (tag ?? "").toLowerCase().split(/[-_]/)[0]);
  const known = spoken.map((code) => LANGUAGES.find((language) => language === code));
  return known.find((language) => language !== undefined) ?? "en";
}
