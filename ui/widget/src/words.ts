// Words of one language, from ui/words.toml.
import type { Language } from "./options";
import { TABLE } from "./words_table";

export type Key = keyof (typeof TABLE)["en"];

export class Words {
  constructor(readonly language: Language) {}

  say(key: Key, fields: Readonly<Record<string, string | number>> = {}): string {
    const words: string = TABLE[this.language][key];
    return words.replace(/\{(\w+)\}/g, (_, name: string) => String(fields[name] ?? ""));
  }

  /** A day such as `2015-09-02` as people write it. */
  day(iso: string): string {
    const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
    return this.say("day", { day, month: this.say("months").split(" ")[month - 1] ?? month, year });
  }

  name(language: Language): string {
    return this.say(`language_${language}`);
  }
}
