// Site console: what the browser's console tells whoever looks after the host page, in one sentence.
const NAME = "committee-assistant";

/** Something is not as the page means it, and something else is done instead. */
export function warn(words: string): void {
  console.warn(`${NAME}: ${words}`);
}

/** Something does not work at all. */
export function fail(words: string): void {
  console.error(`${NAME}: ${words}`);
}
