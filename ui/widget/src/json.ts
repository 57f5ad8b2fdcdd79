// JSON as it is sent, written here: a page may have changed what its own JSON.stringify writes, by
// a `toJSON` on its arrays and texts, say, as old libraries do. No method of an array is called.

export function written(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return `${value}`;
  return Array.isArray(value) ? list(value) : record(value as Record<string, unknown>);
}

function list(values: readonly unknown[]): string {
  let text = "";
  for (let place = 0; place < values.length; place += 1) {
    text += (place === 0 ? "" : ",") + written(values[place]);
  }
  return `[${text}]`;
}

function record(fields: Readonly<Record<string, unknown>>): string {
  let text = "";
  for (const name in fields) {
    if (!Object.prototype.hasOwnProperty.call(fields, name)) continue;
    text += `${text === "" ? "" : ","}${quoted(name)}:${written(fields[name])}`;
  }
  return `{${text}}`;
}

function quoted(text: string): string {
  let shown = "";
  for (let place = 0; place < text.length; place += 1) {
    const letter = text[place] ?? "";
    const code = text.charCodeAt(place);
    const plain = code >= 0x20 && (code < 0xd800 || code > 0xdfff);
    if (plain) shown += letter === '"' || letter === "\\" ? `\\${letter}` : letter;
    else shown += `\\u${(0x10000 + code).toString(16).slice(1)}`;
  }
  return `"${shown}"`;
}
