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
  /** By metric, as `--margin` has them; `""`: of all others. */
  readonly margins: ReadonlyMap<string, Margin>;
}

/** One figure that both sides have. */
export interface ComparedFigure {
  readonly id: string;
  readonly unit: string;
  readonly scope: string;
  readonly margin: Margin;
}

/** @throws UserError naming every metric that the two do not share */
export function figuresToCompare(a: Side, b: Side, wanted: Wanted): ComparedFigure[] {
  const inB = new Set(b.figures.map(nameOf));
  const shared = a.figures.filter((figure) => inB.has(nameOf(figure)));
  const mistakes = [
    ...wanted.metrics.flatMap((given) => unknown(given, shared)),
    ...[...wanted.margins.keys()].flatMap((id) => (id === "" ? [] : unknown(id, shared))),
  ];
  if (mistakes.length > 0) throw new UserError(mistakes.join("\n"));
  const chosen = shared.filter((figure) => isChosen(figure, wanted));
  if (chosen.length === 0)
    throw new UserError(`${a.label} and ${b.label} have no metric in common that is compared`);
  const standard: Margin = { kind: "share", value: MARGIN_BY_DEFAULT };
  const general = wanted.margins.get("") ?? standard;
  return chosen.map(({ id, unit, scope }) => ({
    ...{ id, unit, scope },
    margin: wanted.margins.get(`${id}@${scope}`) ?? wanted.margins.get(id) ?? general,
  }));
}

interface Named {
  readonly id: string;
  readonly scope: string;
}

const nameOf = ({ id, scope }: Named) => figureName(id, scope);

/** `id` means its figure of the cluster, or all of its scopes where it has none of that. */
function isChosen(figure: Named, { metrics, all }: Wanted): boolean {
  if (all) return true;
  if (metrics.length === 0)
    return figure.scope === "cluster" && COMPARED_BY_DEFAULT.some((id) => id === figure.id);
  return metrics.some((given) => matches(figure, given));
}

/** Whether `id` or `id@scope`, as given, means a figure. */
export const matches = ({ id, scope }: Named, given: string): boolean =>
  given === `${id}@${scope}` || (given === id && scope === "cluster");

/** Why no figure is meant, if none is. `whose`: where it was looked for. */
export function unknown(
  given: string,
  shared: readonly Named[],
  whose = "that both sides have",
): string[] {
  if (shared.some((figure) => matches(figure, given))) return [];
  const scopes = shared.filter(({ id }) => id === given).map(({ scope }) => scope);
  if (scopes.length > 0) return [`${given}: wanted a scope as well, such as ${given}@${scopes[0]}`];
  const names = shared.map(({ id, scope }) => (scope === "cluster" ? id : `${id}@${scope}`));
  const near = nearestName(given, names);
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  return [`${given}: wanted a metric ${whose}${hint}`];
}
