import { UserError } from "../../errors.ts";
import { nearestName } from "../../scenario/nearest.ts";
import { figureName } from "../readings.ts";
import type { Side } from "./side.ts";

/** What is compared unless metrics are named: what callers notice and what agents do. */
export const COMPARED_BY_DEFAULT = [
  "caps.offered",
  "service.level",
  "wait.mean",
  "abandon.ratio",
  "calls.blocked",
  "calls.failed",
  "calls.lost",
  "agents.occupancy",
] as const;

/** A difference up to 1 % of A does not matter, unless a margin is stated. */
export const MARGIN_BY_DEFAULT = 0.01;

/** How large a difference may be: a share of A, or an amount in the metric's unit. */
export type Margin =
  | { readonly kind: "share"; readonly value: number }
  | { readonly kind: "amount"; readonly value: number };

export interface Wanted {
  /** `id` or `id@scope` as given; empty: the default list. */
  readonly metrics: readonly string[];
  /** All metrics in all scopes. */
  readonly all: boolean;
  /** As given: `2%`, `wait.mean=0.5`, `pool.blocked.ratio@pool:mcp.treatment=0.001`. */
  readonly margins: readonly string[];
}

interface Named {
  readonly id: string;
  readonly scope: string;
}

/** One figure that both sides have. */
export interface ComparedFigure extends Named {
  readonly unit: string;
  readonly margin: Margin;
}

/** A figure that would be compared, did the other side have it. */
export interface OneSided extends Named {
  readonly of: "A" | "B";
}

export interface Choice {
  readonly figures: readonly ComparedFigure[];
  readonly oneSided: readonly OneSided[];
}

/** @throws UserError with every mistake in what is wanted */
export function figuresToCompare(a: Side, b: Side, wanted: Wanted): Choice {
  const [inA, inB] = [new Set(a.figures.map(nameOf)), new Set(b.figures.map(nameOf))];
  const shared = a.figures.filter((figure) => inB.has(nameOf(figure)));
  const onlyA = a.figures.filter((figure) => !inB.has(nameOf(figure)));
  const onlyB = b.figures.filter((figure) => !inA.has(nameOf(figure)));
  const oneSided = [
    ...onlyA.map(({ id, scope }) => ({ id, scope, of: "A" as const })),
    ...onlyB.map(({ id, scope }) => ({ id, scope, of: "B" as const })),
  ];
  const chosen = shared.filter((figure) => isChosen(figure, wanted));
  const margins = marginsOf(wanted.margins);
  const mistakes = [
    ...wanted.metrics.flatMap((given) => unknownMetric(given, shared, oneSided)),
    ...margins.mistakes,
    ...[...margins.of.keys()].flatMap((given) => uselessMargin(given, shared, chosen)),
  ];
  if (mistakes.length > 0) throw new UserError(mistakes.join("\n"));
  if (chosen.length === 0)
    throw new UserError(`${a.label} and ${b.label} have no metric in common that is compared`);
  const figures = chosen.map(({ id, unit, scope }) => {
    const own = margins.of.get(`${id}@${scope}`) ?? margins.of.get(id) ?? margins.of.get("");
    return { id, unit, scope, margin: own ?? STANDARD };
  });
  return { figures, oneSided: oneSided.filter((each) => isChosen(each, wanted)) };
}

const STANDARD: Margin = { kind: "share", value: MARGIN_BY_DEFAULT };

const MARGIN = /^(?:([A-Za-z][\w.]*(?:@[^=]+)?)=)?(\d+(?:\.\d*)?|\.\d+)(%?)$/;

/** By metric, the later of two; `""`: of all that have none of their own. */
function marginsOf(texts: readonly string[]) {
  const of = new Map<string, Margin>();
  const mistakes: string[] = [];
  for (const text of texts) {
    const [, metric = "", size, percent] = MARGIN.exec(text) ?? [];
    const value = Number(size);
    if (size === undefined)
      mistakes.push(
        "--margin: wanted a size, or metric=size, such as 2% or wait.mean=0.5; " +
          `got ${JSON.stringify(text)}`,
      );
    else if (percent === "%") of.set(metric, { kind: "share", value: value / 100 });
    else of.set(metric, { kind: "amount", value });
  }
  return { of, mistakes };
}

const nameOf = ({ id, scope }: Named) => figureName(id, scope);

/** A metric named without its scope is that of the cluster. */
function isChosen(figure: Named, { metrics, all }: Wanted): boolean {
  if (all) return true;
  if (metrics.length === 0)
    return figure.scope === "cluster" && COMPARED_BY_DEFAULT.some((id) => id === figure.id);
  return metrics.some((given) => matches(figure, given));
}

/** Whether `id` or `id@scope`, as given, means a figure. */
export const matches = ({ id, scope }: Named, given: string): boolean =>
  given === `${id}@${scope}` || (given === id && scope === "cluster");

function unknownMetric(
  given: string,
  shared: readonly Named[],
  oneSided: readonly OneSided[],
): string[] {
  if (shared.some((figure) => matches(figure, given))) return [];
  const lonely = oneSided.find((figure) => matches(figure, given));
  if (lonely !== undefined) return [`${given}: wanted a metric of both, only ${lonely.of} has it`];
  const scopes = shared.filter(({ id }) => id === given).map(({ scope }) => scope);
  if (scopes.length > 0) return [`${given}: wanted a scope as well, such as ${given}@${scopes[0]}`];
  return [`${given}: wanted a metric that both sides have${nearest(given, shared)}`];
}

/** A margin is for a metric that is compared, in all scopes unless it names one. */
function uselessMargin(
  given: string,
  shared: readonly Named[],
  chosen: readonly Named[],
): string[] {
  const isMeant = ({ id, scope }: Named) => given === id || given === `${id}@${scope}`;
  if (given === "" || chosen.some(isMeant)) return [];
  const why = shared.some(isMeant) ? " (--metric adds it)" : nearest(given, shared);
  return [`--margin ${given}: wanted a metric that is compared${why}`];
}

function nearest(given: string, shared: readonly Named[]): string {
  const names = shared.map(({ id, scope }) => (scope === "cluster" ? id : `${id}@${scope}`));
  const near = nearestName(given, names);
  return near === undefined ? "" : `; did you mean ${near}?`;
}

/** Why no figure of a scenario is meant, if none is. `whose`: where it was looked for. */
export function unknown(given: string, known: readonly Named[], whose: string): string[] {
  if (known.some((figure) => matches(figure, given))) return [];
  const scopes = known.filter(({ id }) => id === given).map(({ scope }) => scope);
  if (scopes.length > 0) return [`${given}: wanted a scope as well, such as ${given}@${scopes[0]}`];
  return [`${given}: wanted a metric ${whose}${nearest(given, known)}`];
}
