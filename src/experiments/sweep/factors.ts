/**
 * What `--vary` says: `path=from..to:step` or `path=a,b,c`; several paths that take the same value
 * are joined by `+`. Commas and dots within parentheses, braces or quotes belong to a value.
 */

/** Something that is varied, and the values it takes. */
export interface Factor {
  /** Its paths joined by `+`. */
  readonly name: string;
  readonly values: readonly string[];
  /** Of a range; null for a list. */
  readonly range: Range | null;
}

/** From low to high by steps, in whole steps of `10^-decimals` of a unit. */
export interface Range {
  readonly from: number;
  readonly step: number;
  /** Steps from `from` to the last value. */
  readonly count: number;
  readonly decimals: number;
  readonly unit: string;
}

/** One mistake of a factor: what was wanted, and what was given. */
export class FactorError extends Error {}

const RANGE =
  /^([-+]?[\d.]*\d)([^\d.\s:][^:]*?)?\s*\.\.\s*([-+]?[\d.]*\d)([^\d.\s:][^:]*?)?\s*(?::(.*))?$/;
const NUMBER = /^([-+]?\d*\.?\d+)(.*)$/;
const MANY = 100_000;

/** @throws FactorError */
export function factorOf(text: string): Factor {
  const end = text.indexOf("=");
  const name = text.slice(0, Math.max(0, end)).trim();
  const said = text.slice(end + 1).trim();
  if (end <= 0 || said === "" || name.split("+").some((path) => path.trim() === ""))
    throw new FactorError(`wanted path=from..to:step or path=a,b,c, got ${JSON.stringify(text)}`);
  const range = rangeOf(said);
  const values = range === null ? listOf(said) : valuesOf(range);
  if (values.some((value) => value === ""))
    throw new FactorError(`${name}: wanted a value between commas, got ${JSON.stringify(said)}`);
  const twice = values.find((value, i) => values.indexOf(value) < i);
  if (twice !== undefined) throw new FactorError(`${name}: ${twice} is there twice`);
  const paths = name.split("+").map((path) => path.trim());
  return { name: paths.join("+"), values, range };
}

/** Null where the text is no range. */
function rangeOf(text: string): Range | null {
  const match = RANGE.exec(text);
  const isPlain =
    match !== null && ![match[2], match[4]].some((unit) => /^e[-+\d]/i.test(unit ?? ""));
  if (!isPlain && /^[-+\d.].*\.\./.test(text))
    throw new FactorError(
      `wanted from..to:step with plain numbers, such as 5s..20s:5s, got ${text}`,
    );
  if (!isPlain) return null;
  const [, from, fromUnit = "", to, toUnit = "", stepText] = match;
  if (stepText === undefined)
    throw new FactorError(`wanted a step behind the range, such as ${text}:1`);
  const [, step, stepUnit = ""] = NUMBER.exec(stepText.trim()) ?? [];
  if (step === undefined)
    throw new FactorError(`wanted a number as the step, got ${JSON.stringify(stepText)}`);
  const units = [...new Set([fromUnit, toUnit, stepUnit].map((unit) => unit.trim()))];
  const [unit = "", other] = units.filter((each) => each !== "");
  if (other !== undefined)
    throw new FactorError(`wanted one unit in a range, got ${unit} and ${other}`);
  return ranged([from!, to!, step], unit, text);
}

function ranged(texts: readonly string[], unit: string, text: string): Range {
  const decimals = Math.max(...texts.map((each) => each.split(".")[1]?.length ?? 0));
  const [from, to, step] = texts.map((each) => inSteps(each, decimals)) as [number, number, number];
  if (step === 0) throw new FactorError(`wanted a step other than 0 in ${text}`);
  const count = Math.floor((to - from) / step);
  if (count < 0)
    throw new FactorError(`wanted a step that leads from one end to the other: ${text}`);
  if (count > MANY)
    throw new FactorError(`wanted at most ${MANY} values, ${text} has ${count + 1}`);
  return { from, step, count, decimals, unit };
}

/** Decimal places as an integer, so that 0.1 + 0.2 is 0.3. */
const inSteps = (text: string, decimals: number): number =>
  Math.round(Number(`${Number(text)}e${decimals}`));

const valuesOf = (range: Range): string[] =>
  Array.from({ length: range.count + 1 }, (_, i) => rangeValue(range, i));

/** The value so many steps from the beginning, as a scenario writes it. */
export function rangeValue({ from, step, decimals, unit }: Range, steps: number): string {
  return `${Number(`${from + step * steps}e-${decimals}`)}${unit}`;
}

/** Cut at commas that no bracket or quote holds. */
function listOf(text: string): string[] {
  const values: string[] = [];
  let depth = 0;
  let quote = "";
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!;
    if (quote !== "") quote = sign === quote ? "" : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if ("([{".includes(sign)) depth++;
    else if (")]}".includes(sign)) depth--;
    else if (sign === "," && depth === 0) {
      values.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return [...values, text.slice(start).trim()];
}
