import { escaped, markedTable } from "../report/markdownTable.ts";
import { left } from "../report/tables/table.ts";
import { paragraphs } from "../report/wrap.ts";
import { boundsOf } from "../stats/estimate.ts";
import { metrics } from "../stats/metrics/index.ts";
import type { Basis, EstimatorKind, Metric } from "../stats/metrics/types.ts";
import type { Study } from "../study.ts";
import { exampleStudy } from "./example.ts";
import { prose } from "./prose.ts";

const SCOPES: Readonly<Record<string, string>> = {
  cluster: "`cluster`: everything together; what is meant where no scope is written",
  site: "`site:dc1`: calls that enter there, agents who sit there",
  queue: "`queue:support`: calls that asked for this queue",
  campaign: "`campaign:spring`: attempts of this campaign",
  digital: "`digital:chat`: interactions of this source",
  flow: "`flow:inbound`: calls that follow this flow",
  interval: "`interval:08:00`: calls that arrived in the interval that begins then",
  group: "`group:all`: agents of the group",
  pool: "`pool:trunks` of the cluster, `pool:dc1/trunks` of a site",
  component: "`component:sipProxy`: all its instances; `component:sipServer.tController`: a module",
  instance: "`instance:dc1/sipProxy/1`: one of them",
  service: "`service:designer`: a service, as the cloud guide lists them",
  link: "`link:dc1>dc2`: one direction of a link; from a site to itself, its local network",
};

const BASES: Readonly<Record<Basis, string>> = {
  cohort: "the calls that arrived in the measured time, followed to their end",
  window: "what happened within the measured time, whoever's it was",
};

const ESTIMATORS: Readonly<Record<EstimatorKind, string>> = {
  mean: "mean over the replications of each one's value",
  ratio: "sum over all replications over sum, which is not the mean of the ratios",
  quantile: "quantile of the values of all replications together",
};

/** docs/metrics.md: every metric, and where the example of the scenario reference has it. */
export function metricsPage(): string {
  const study = exampleStudy();
  return paragraphs([
    "# Metric reference",
    prose(
      "Written by `npm run docs` from the records of the metrics. `summary.json` holds every " +
        "metric in every scope in which the scenario has it. `expect` and `observed` name it as " +
        "`metric[scope]`: `agents.occupancy[site:dc1]`.",
    ),
    "Scopes:",
    bullets(Object.values(SCOPES)),
    "Basis, what a value follows:",
    bullets(named(BASES)),
    prose(
      "Where callers call again, a call and a caller are two things. `callers.*` are on the " +
        "*client basis*: those whose first call arrived in the measured time, each counted once " +
        "and followed to the end of the last call. All other ratios of calls are on the *call " +
        "basis*: a redial is a call offered like any other.",
    ),
    prose(
      "Estimators, how values become one figure. Every interval is of 95 % over the " +
        "replications, by Student's t:",
    ),
    bullets(named(ESTIMATORS)),
    markedTable({
      columns: ["metric", "unit", "meaning", "basis", "estimator", "scopes"].map(left),
      rows: metrics.map((metric) => cellsOf(metric, study)),
    }),
  ]);
}

const bullets = (items: readonly string[]): string => items.map((each) => `- ${each}`).join("\n");

const named = (texts: Readonly<Record<string, string>>): string[] =>
  Object.entries(texts).map(([name, text]) => `**${name}**: ${text}`);

function cellsOf(metric: Metric, { plan }: Study): readonly string[] {
  const { id, unit, meaning } = metric;
  const bounds = boundsOf(metric, plan.layout);
  const [first] = bounds;
  if (first === undefined)
    throw new Error(`no scope of the example has ${id}: src/docs/sections.ts`);
  const { basis, kind } = first.bound;
  const sorts = new Set(bounds.map(({ scope }) => scope.split(":")[0]!));
  const scopes = Object.keys(SCOPES).filter((sort) => sorts.delete(sort));
  if (sorts.size > 0) throw new Error(`no words for the scopes ${[...sorts]}: src/docs`);
  return [`\`${id}\``, unit, escaped(meaning), basis, kind, scopes.join(", ")];
}
