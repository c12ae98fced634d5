/**
 * How often intervals hold the truth that theory knows: 1,000 independent studies of 10
 * replications of an M/M/c queue and of an Erlang A queue, plain and with antithetic pairs, each
 * without control variates, with arrivals, with arrivals and talk; and 1,000 studies by two-stage
 * precision. By hand, about ten minutes of one core.
 *
 * Initial bias: an M/M/c queue forgets its empty start at the rate (√(cμ) − √λ)², here in 350 s;
 * with patience as long as talks the number in the system is that of M/M/∞, which forgets it at the
 * rate μ, in 60 s. After a warm-up of one hour e^-10 of it is left.
 *
 * Usage, after `npm run build`: node bench/coverage.mjs [STUDIES] [stages]
 */
import { controlsOf, pairingOf } from "../dist/controls.js";
import { runToPrecision } from "../dist/experiments/precision.js";
import { simulate } from "../dist/model/simulate.js";
import { exactValues } from "../dist/stats/exactValues.js";
import { metrics } from "../dist/stats/metrics/index.js";
import { reducedInterval } from "../dist/stats/reduction.js";
import { openStudy } from "../dist/study.js";

const STUDIES = Number(process.argv[2] ?? 1000);
const REPLICATIONS = 10;
const ASKED = ["wait.mean", "service.level", "agents.occupancy", "abandon.ratio"];
const CASES = [
  {
    name: "M/M/2, 1 erlang, 1,440 calls",
    path: "scenarios/validation/C04.yaml",
    settings: ["agents.all.sites.dc1=2", "demand.callers.rate=60/1h"],
    measure: "24h",
    precision: { "wait.mean": 0.12, "agents.occupancy": 0.03 },
    precisionMeasure: "8h",
  },
  {
    name: "M/M/4+M, 3.3 erlangs, 800 calls",
    path: "scenarios/validation/A02.yaml",
    settings: [
      "agents.all.sites.dc1=4",
      "demand.callers.rate=200/1h",
      "demand.callers.patience=exponential(mean 60s)",
    ],
    measure: "4h",
    precision: { "wait.mean": 0.08, "abandon.ratio": 0.08 },
    precisionMeasure: "2h",
  },
];

const studyOf = ({ path, settings }, ...more) =>
  openStudy(path, [
    ...settings,
    "demand.callers.talk=exponential(mean 60s)",
    "run.warmUp=1h",
    ...more,
  ]);

/** What is asked for and known, with its estimator. */
function figuresOf({ scenario, plan }) {
  const known = exactValues(scenario).filter(({ scope }) => scope === "cluster");
  return ASKED.flatMap((id) => {
    const truth = known.find(({ metric }) => metric === id)?.value;
    if (truth === undefined) return [];
    const metric = metrics.find((each) => each.id === id);
    return [{ id, truth, metric, bound: metric.estimator(plan.layout, "cluster") }];
  });
}

/** The shares of studies of so many replications whose interval holds the truth. */
function coverage(one, variates) {
  const study = studyOf(one, `run.measure=${one.measure}`, `run.variates=${variates}`);
  const figures = figuresOf(study);
  const pairing = pairingOf(study.scenario);
  const controlled = ["arrivals", "load"].map((wanted) => controlsOf(study, wanted));
  const reductions = [pairing, ...controlled.map(({ controls }) => ({ ...pairing, controls }))];
  const held = reductions.map(() => figures.map(() => 0));
  const widths = reductions.map(() => figures.map(() => 0));
  for (let trial = 0; trial < STUDIES; trial++) {
    const samples = Array.from({ length: REPLICATIONS }, (_, i) =>
      simulate(study.plan, trial * REPLICATIONS + i),
    );
    reductions.forEach((reduction, r) => {
      figures.forEach(({ truth, bound }, f) => {
        const { low95, high95 } = reducedInterval(reduction, bound, samples);
        if (low95 <= truth && truth <= high95) held[r][f]++;
        widths[r][f] += (high95 - low95) / STUDIES;
      });
    });
  }
  const pairs = variates === "antithetic" ? "antithetic pairs" : "plain";
  const names = [pairs, `${pairs}, arrivals as control`, `${pairs}, arrivals and talk`];
  return names.map((name, r) => ({
    name: `${one.name}: ${name}`,
    figures,
    shares: held[r],
    widths: widths[r],
  }));
}

/** The same of two-stage precision: intervals that hold together, of the report, and usual ones. */
async function precisionCoverage(one) {
  const study = studyOf(one, `run.measure=${one.precisionMeasure}`);
  const figures = figuresOf(study);
  const goals = Object.entries(one.precision).map(([id, value]) => {
    const metric = metrics.find((each) => each.id === id);
    return { figure: { metric, scope: "cluster" }, size: { kind: "share", value } };
  });
  const found = {
    together: 0,
    each: goals.map(() => 0),
    report: goals.map(() => 0),
    usual: goals.map(() => 0),
  };
  let made = 0;
  for (let trial = 0; trial < STUDIES; trial++) {
    const crew = {
      replicate: async (_, replication) => simulate(study.plan, 10_000 * trial + replication),
      dismiss: async () => {},
    };
    const options = { goals, untilDecided: false, firstStage: 20, most: 10_000 };
    const { samples, stopping } = await runToPrecision(study, crew, options);
    made += samples.length;
    const holds = stopping.goals.map(({ id, halfWidth, halfWidth95 }, g) => {
      const { truth, bound } = figures.find((each) => each.id === id);
      const { estimate, low95, high95 } = bound.estimate(samples);
      if (low95 <= truth && truth <= high95) found.usual[g]++;
      if (Math.abs(estimate - truth) <= halfWidth95) found.report[g]++;
      const isHeld = Math.abs(estimate - truth) <= halfWidth;
      if (isHeld) found.each[g]++;
      return isHeld;
    });
    if (holds.every(Boolean)) found.together++;
  }
  return { ...found, mean: made / STUDIES, ids: goals.map(({ figure }) => figure.metric.id) };
}

const percent = (count) => `${((100 * count) / STUDIES).toFixed(1)} %`;
console.log(`| 95 % intervals of ${STUDIES} studies of ${REPLICATIONS} | ${ASKED.join(" | ")} |`);
console.log(`| --- | ${ASKED.map(() => "---:").join(" | ")} |`);
for (const one of process.argv[3] === "stages" ? [] : CASES) {
  const rows = ["independent", "antithetic"].flatMap((variates) => coverage(one, variates));
  for (const { name, figures, shares, widths } of rows) {
    const cells = ASKED.map((id) => {
      const f = figures.findIndex((each) => each.id === id);
      if (f < 0) return "";
      const width = widths[f] / rows[0].widths[f];
      return percent(shares[f]) + (width === 1 ? "" : ` (width ${width.toFixed(2)})`);
    });
    console.log(`| ${name} | ${cells.join(" | ")} |`);
  }
}
console.log("");
for (const one of CASES) {
  const { ids, together, each, report, usual, mean } = await precisionCoverage(one);
  const list = (counts) => ids.map((id, g) => `${id} ${percent(counts[g])}`).join(", ");
  console.log(
    `${one.name}, two stages, ${mean.toFixed(1)} replications on average: together ` +
      `${percent(together)}; ${list(each)}; 95 % intervals of the report: ` +
      `${list(report)}; usual ones: ${list(usual)}`,
  );
}
const { user, system } = process.cpuUsage();
console.log(`\n${((user + system) / 1e6).toFixed(0)} s CPU, Node ${process.version}`);
