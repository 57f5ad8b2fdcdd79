// Writes src/api_types.ts from the API's description, which it reads from standard input; with
// --check, tells instead whether the file is what would be written. `make widget` does the former.
import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

const TARGET = new URL("./src/api_types.ts", import.meta.url);
const USED = ["AnswerRecord", "SharedBody"];
const COMPONENTS = "#/components/schemas/";
const BANNER = "// Written by api_types.mjs from the API's description. Change assistant/answer_json.py.";

const { components } = JSON.parse(readFileSync(0, "utf-8"));
const reference = (name) => ({ $ref: `#/$defs/${name}` });

// A title makes a type of its own: only the components keep theirs, by their names.
const plain = (schema) =>
  JSON.parse(
    JSON.stringify(schema, (key, value) => {
      if (key === "title" && typeof value === "string") return undefined;
      if (key === "$ref") return value.replace(COMPONENTS, "#/$defs/");
      return value;
    }),
  );

const schema = {
  type: "object",
  description: "What the widget reads.",
  properties: Object.fromEntries(USED.map((name) => [name, reference(name)])),
  required: USED,
  $defs: plain(components.schemas),
};
const types = await compile(schema, "Api", {
  additionalProperties: false,
  bannerComment: BANNER,
  style: { printWidth: 100 },
});
if (!process.argv.includes("--check")) {
  writeFileSync(TARGET, types);
} else if (readFileSync(TARGET, "utf-8") !== types) {
  console.error("ui/widget/src/api_types.ts is not what the API's description says: run `make widget` and commit it.");
  process.exit(1);
}
