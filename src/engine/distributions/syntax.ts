import { DistributionError, type Part } from "./distributionError.ts";

/** `name(argument, argument)`: a law as written, before its names and values are looked up. */
export interface LawText {
  readonly whole: Part;
  readonly name: Part;
  /** Between the name and the end, the parentheses included. */
  readonly rest: Part;
}

/** `mean 180s`, `180s`, or either with a law in place of the value. */
export interface ArgumentText {
  readonly whole: Part;
  /** Absent: the argument stands for the next parameter in order. */
  readonly name?: Part;
  readonly value: Part;
}

/** The text from `from` to `to` of a part, without the blanks around it. */
function slice(part: Part, from: number, to = part.text.length): Part {
  const raw = part.text.slice(from, to);
  const blanks = raw.length - raw.trimStart().length;
  return { text: raw.trim(), offset: part.offset + from + blanks };
}

export function trimmed(part: Part): Part {
  return slice(part, 0);
}

/** A law begins with a letter; anything else is a plain value. */
export function lawText(whole: Part): LawText | undefined {
  const name = /^[A-Za-z]\w*/.exec(whole.text)?.[0];
  if (name === undefined) return undefined;
  return { whole, name: slice(whole, 0, name.length), rest: slice(whole, name.length) };
}

/** The arguments of a law, cut at the commas that do not belong to a law within it. */
export function argumentsOf(law: LawText): readonly ArgumentText[] {
  const { rest } = law;
  if (rest.text === "" || /^\(\s*\)$/.test(rest.text)) return [];
  if (!rest.text.startsWith("(")) throw new DistributionError(rest, `"(" after ${law.name.text}`);
  const parts: Part[] = [];
  let depth = 0;
  let from = 1;
  for (let at = 0; at < rest.text.length; at++) {
    const sign = rest.text[at];
    if (sign === "(") depth++;
    if (sign === ")") depth--;
    const isEndOfArgument = depth === 0 || (depth === 1 && sign === ",");
    if (!isEndOfArgument) continue;
    parts.push(slice(rest, from, at));
    from = at + 1;
    if (depth === 0) break;
  }
  if (depth > 0) throw new DistributionError(law.whole, `")" at the end`);
  if (from < rest.text.length) throw new DistributionError(slice(rest, from), `nothing after ")"`);
  return parts.map(argumentText);
}

function argumentText(whole: Part): ArgumentText {
  const name = /^[A-Za-z]\w*(?=\s+[^\s(])/.exec(whole.text)?.[0];
  if (name === undefined) return { whole, value: whole };
  return { whole, name: slice(whole, 0, name.length), value: slice(whole, name.length) };
}
