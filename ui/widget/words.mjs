// Writes src/words_table.ts: the words of ../words.toml that the widget shows. Those are all keys
// that begin with `widget_`, and the ones named here, which the chat page shows too.
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "smol-toml";

const SHARED = [
  "ask_about_documents", "privacy", "question_label", "ask", "new_conversation",
  "conversation_label", "examples_label", "example_1", "example_2", "example_3", "example_4",
  "you_asked", "searching", "remove_period", "sources", "source_number", "open_in_document",
  "speaker_said", "speaker_interview", "speaker_before", "new_tab", "as_of", "undated",
  "no_answer", "which_one", "not_asked", "failed", "busy", "not_ready", "connection_lost",
  "language_en", "language_ru", "language_be", "language_zh", "day", "months",
  "copy_answer", "copied", "share_explained", "shared_already", "answer_forgotten",
  "was_it_helpful", "yes", "no", "what_was_wrong", "reason_wrong", "reason_not_answered",
  "reason_outdated", "reason_unclear", "reason_other", "thanks",
];
const LANGUAGES = ["en", "ru", "be", "zh"];

export function writeWords(folder) {
  const words = parse(readFileSync(new URL("../words.toml", folder), "utf-8"));
  const keys = [...SHARED, ...Object.keys(words).filter((key) => key.startsWith("widget_"))];
  const table = Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      Object.fromEntries(keys.map((key) => [key, words[key][language]])),
    ]),
  );
  const source = `// Written by words.mjs from ui/words.toml.\nexport const TABLE = ${JSON.stringify(table, null, 2)};\n`;
  writeFileSync(new URL("src/words_table.ts", folder), source);
}
