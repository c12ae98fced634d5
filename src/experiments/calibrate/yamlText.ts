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

/** What a file has said already: laws are written once, and comments. */
export class LawBook {
  private readonly anchors = new Map<string, string>();
  private readonly said = new Set<string>();

  /** A comment where it has not been made yet. */
  once(indent: number, text: string): string[] {
    if (this.said.has(text)) return [];
    this.said.add(text);
    return comment(indent, text);
  }

  /** A law with how it was found; a long one that was written before by its name. */
  lines(indent: number, key: string, law: { readonly text: string; readonly how: string }) {
    const pad = " ".repeat(indent);
    const known = this.anchors.get(law.text);
    if (known !== undefined) return [`${pad}${key}: *${known}`];
    const explained = this.once(indent, `${law.how}.`);
    const one = `${pad}${key}: ${JSON.stringify(law.text)}`;
    if (one.length <= WIDTH) return [...explained, one];
    const anchor = `${key}-${this.anchors.size + 1}`;
    this.anchors.set(law.text, anchor);
    // A folded block: its lines are joined by blanks, as a law's list of values allows.
    const folded = comment(indent + 2, law.text).map((line) => line.replace("# ", ""));
    return [...explained, `${pad}${key}: &${anchor} >-`, ...folded];
  }
}
