import { verdictOf } from "../../stats/verdict.ts";
import { find, scopeLabel } from "../findings.ts";
import { percent, significant, withInterval } from "../format.ts";
import type { Findings } from "../types.ts";
import { left, right, type Table } from "./table.ts";

const HOUR_US = 3600e6;
const LIMIT = 0.03;

/** Per campaign, of the persons who answer. FTC: 16 CFR 310.4(b)(4); Ofcom: persistent misuse. */
const RULES = [
  { title: "US: abandoned", metric: "outbound.abandoned.worst30d", hours: 720 },
  { title: "UK: abandoned or misjudged", metric: "outbound.unconnected.worst24h", hours: 24 },
] as const;

/** Whether campaigns keep the rules on abandoned persons; of a run with campaigns alone. */
export function complianceTable(findings: Findings): Table {
  const scopes = findings.estimates.flatMap(({ id, scope }) =>
    id === RULES[0].metric && scope.startsWith("campaign:") ? [scope] : [],
  );
  const hours = findings.scenario.run.measureUs / HOUR_US;
  return {
    title: "Rules on persons who answered",
    columns: [
      left("campaign"),
      left("rule"),
      right("of hits, %"),
      right("at most"),
      left("verdict"),
      { ...left("over"), meaning: "the rule's own hours, or as many as were measured" },
    ],
    rows: scopes.flatMap((scope) =>
      RULES.flatMap(({ title, metric, hours: window }) => {
        const found = find(findings, metric, scope);
        if (found === undefined) return [];
        const verdict = verdictOf({ relation: "<=", limit: LIMIT }, found);
        const over = hours < window ? `${significant(hours)} h of ${window} h` : `any ${window} h`;
        return [
          [scopeLabel(scope), title, withInterval(found, "%"), percent(LIMIT, 0), verdict, over],
        ];
      }),
    ),
  };
}
