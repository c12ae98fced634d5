import { streamOf } from "../../engine/streams.ts";
import { UserError } from "../../errors.ts";
import { counted } from "../../report/format.ts";
import type { Level } from "../points.ts";
import { type Factor, FactorError, factorOf, rangeValue } from "./factors.ts";

/** Which combinations of the factors' values are simulated. */
export type Design =
  | { readonly kind: "grid" }
  | { readonly kind: "zip" }
  /** Latin hypercube: each factor's range is cut into so many strata, each met once. */
  | { readonly kind: "lhs"; readonly points: number };

/** More is asked for by mistake. */
export const POINTS_MAX = 2000;

/**
 * The points of a design, the last factor varying fastest. A Latin hypercube draws the order of its
 * strata and the place within each from streams named after the factors (McKay, Beckman and Conover
 * 1979), so that a seed always gives the same points.
 * @param texts as `--vary` has them
 * @throws UserError with every mistake
 */
export function designOf(texts: readonly string[], design: Design, seed: string): Level[][] {
  const { factors, mistakes } = parsed(texts);
  const paths = factors.flatMap(({ name }) => name.split("+"));
  for (const [i, path] of paths.entries())
    if (paths.indexOf(path) < i) mistakes.push(`${path} is varied twice`);
  if (design.kind === "zip" && new Set(factors.map(({ values }) => values.length)).size > 1)
    mistakes.push(
      `--zip: wanted as many values of each, got ${factors.map(lengthText).join(", ")}`,
    );
  const count = factors.reduce((product, { values }) => product * values.length, 1);
  if (design.kind === "grid" && count > POINTS_MAX)
    mistakes.push(
      `wanted at most ${counted(POINTS_MAX, "point")}, this grid has ${counted(count, "point")}; ` +
        "--design lhs:100 covers the same ranges with fewer",
    );
  if (texts.length === 0) mistakes.push("wanted something to vary, such as path=from..to:step");
  if (mistakes.length > 0)
    throw new UserError(mistakes.map((each) => `--vary: ${each}`).join("\n"));
  if (design.kind === "grid") return grid(factors);
  if (design.kind === "zip") return zipped(factors);
  return latinHypercube(factors, design.points, seed);
}

const lengthText = ({ name, values }: Factor) => `${values.length} of ${name}`;

function parsed(texts: readonly string[]) {
  const factors: Factor[] = [];
  const mistakes: string[] = [];
  for (const text of texts)
    try {
      factors.push(factorOf(text));
    } catch (error) {
      if (!(error instanceof FactorError)) throw error;
      mistakes.push(error.message);
    }
  return { factors, mistakes };
}

function grid(factors: readonly Factor[]): Level[][] {
  return factors.reduce<Level[][]>(
    (points, { name, values }) =>
      points.flatMap((levels) => values.map((value) => [...levels, { factor: name, value }])),
    [[]],
  );
}

const zipped = (factors: readonly Factor[]): Level[][] =>
  factors[0]!.values.map((_, i) =>
    factors.map(({ name, values }) => ({ factor: name, value: values[i]! })),
  );

function latinHypercube(factors: readonly Factor[], points: number, seed: string): Level[][] {
  const columns = factors.map((factor) => {
    const stream = streamOf(seed, 0, `design/${factor.name}`);
    const strata = shuffled(points, () => stream.next());
    return strata.map((stratum) => valueAt(factor, (stratum + stream.next()) / points));
  });
  return Array.from({ length: points }, (_, i) =>
    factors.map(({ name }, f) => ({ factor: name, value: columns[f]![i]! })),
  );
}

/** 0 … count − 1 in random order (Fisher and Yates). */
function shuffled(count: number, uniform: () => number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** The value at a share 0..1 of the way: of a range its step there, of a list its item. */
function valueAt({ range, values }: Factor, share: number): string {
  if (range === null) return values[Math.floor(share * values.length)]!;
  return rangeValue(range, Math.floor(share * (range.count + 1)));
}
