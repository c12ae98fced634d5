/** YAML as a person would write it: comments above what they are about, lists that fold. */

const WIDTH = 100;

/** A comment, folded, at an indentation. */
export function comment(indent: number, text: string): string[] {
  const room = WIDTH - indent - 2;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => `${" ".repeat(indent)}# ${each}`);
}

/** `key: [a, b, …]`, folded. */
export function list(indent: number, key: string, values: readonly string[]): string[] {
  const one = `${" ".repeat(indent)}${key}: [${values.join(", ")}]`;
  if (one.length <= WIDTH) return [one];
  const inner = " ".repeat(indent + 4);
  const lines: string[] = [];
  let line = "";
  for (const value of values) {
    if (line !== "" && indent + 4 + line.length + 2 + value.length > WIDTH) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? `${value},` : ` ${value},`;
  }
  lines.push(line);
  const pad = " ".repeat(indent);
  return [`${pad}${key}:`, `${pad}  [`, ...lines.map((each) => inner + each), `${pad}  ]`];
}

/** A text value: in quotes, and on lines of its own where it is long. */
export function text(indent: number, key: string, value: string): string[] {
  const pad = " ".repeat(indent);
  const one = `${pad}${key}: ${JSON.stringify(value)}`;
  if (one.length <= WIDTH) return [one];
  // Folded block: lines are joined by blanks, as a law with a long list of values allows.
  const folded = comment(indent + 2, value).map((line) => line.replace("# ", ""));
  return [`${pad}${key}: >-`, ...folded];
}
