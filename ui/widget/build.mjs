// Builds ../static/widget.js; with --check, tells instead whether it is what would be built.
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { writeWords } from "./words.mjs";

const FOLDER = new URL("./", import.meta.url);
const TARGET = new URL("../static/widget.js", FOLDER);
const BROWSERS = ["chrome90", "firefox90", "safari15"];
const LARGEST_GZIPPED = 30 * 1024;

const styles = {
  name: "styles",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const sheet = readFileSync(path, "utf-8");
      const { code } = await transform(sheet, { loader: "css", minify: true, target: BROWSERS });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

writeWords(FOLDER);
const { outputFiles } = await build({
  absWorkingDir: new URL(".", FOLDER).pathname,
  entryPoints: ["src/main.ts"],
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  target: BROWSERS,
  legalComments: "none",
  plugins: [styles],
  write: false,
});
const built = outputFiles[0].text;
const gzipped = gzipSync(built, { level: 9 }).length;
console.log(`widget.js: ${Buffer.byteLength(built)} bytes, ${gzipped} gzipped (at most ${LARGEST_GZIPPED})`);
if (gzipped > LARGEST_GZIPPED) {
  console.error("The widget is too large.");
  process.exit(1);
}
if (!process.argv.includes("--check")) {
  writeFileSync(TARGET, built);
} else if (readFileSync(TARGET, "utf-8") !== built) {
  console.error("ui/static/widget.js is not what its source builds: run `make widget` and commit it.");
  process.exit(1);
}
