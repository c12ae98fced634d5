import type { Estimate } from "../../stats/estimate.ts";
import { find, meaningOfMetric, scopeLabel } from "../findings.ts";
import { quantity } from "../format.ts";
import type { Findings } from "../types.ts";
import { left, right, type Table, valueOrReason } from "./table.ts";

/** Metrics that a chapter of their own shows: those whose names begin so, each with all scopes. */
export const FAMILIES = ["lookUps", "callback", "voicemail", "recording", "digital"] as const;

/** More columns of figures than this do not fit on paper. */
const SCOPES_MAX = 4;

export const isOfFamily = (id: string, families: readonly string[] = FAMILIES): boolean =>
  families.some((each) => id.startsWith(`${each}.`));

/** One metric a row: of the cluster, and of what has figures of its own, such as sites. */
export function family(
  title: string,
  families: readonly (typeof FAMILIES)[number][],
  findings: Findings,
): Table {
  const own = findings.estimates.filter(({ id }) => isOfFamily(id, families));
  const scopes = columnsOf(own);
  const cell = (id: string, scope: string) => {
    const estimate = find(findings, id, scope);
    return estimate === undefined ? "" : valueOrReason(quantity(estimate), estimate);
  };
  return {
    title,
    columns: [
      left("metric"),
      ...scopes.map((scope) => right(scopeLabel(scope))),
      { ...left("meaning"), detail: true },
    ],
    rows: [...new Set(own.map(({ id }) => id))].map((id) => [
      id,
      ...scopes.map((scope) => cell(id, scope)),
      meaningOfMetric(id) ?? "",
    ]),
  };
}

/** The cluster, and where there are few, its parts; links have a chapter of their own. */
function columnsOf(own: readonly Estimate[]): readonly string[] {
  const all = new Set(own.map(({ scope }) => scope));
  const parts = [...all].filter((scope) => scope !== "cluster" && !scope.startsWith("link:"));
  const shown = parts.length <= SCOPES_MAX ? parts : [];
  return all.has("cluster") ? ["cluster", ...shown] : shown;
}
