/**
 * Whether sizing searches are right, on systems whose exact answer is known: agents for a service
 * level (M/M/c, Erlang A), trunks for a blocking ratio (M/M/c/c), agents and trunks together. The
 * search begins 5 % beside the exact answer, in turn above and below, without closed forms. An
 * answer is acceptable when each target is met within δ and no number one lower would meet all by
 * more than δ.
 *
 * Usage, after `npm run build`: node bench/size.mjs [SYSTEM…] [--tries N] [--from I]
 */
import { parseArgs } from "node:util";
import { thisThread } from "../dist/crew/thisThread.js";
import { planSizing, size } from "../dist/experiments/sizing/size.js";
import { erlangA } from "../dist/stats/theory/erlangA.js";
import { erlangB } from "../dist/stats/theory/erlangB.js";
import { erlangC } from "../dist/stats/theory/erlangC.js";
import { trunkedCentre } from "../dist/stats/theory/trunkedCentre.js";
import { openStudy } from "../dist/study.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tries: { type: "string" }, from: { type: "string", default: "0" } },
});

const scenario = ({ rate, talk, patience, agents, trunks, ivr = "0s", run }) => `name: bench
title: bench
platform: none
run: { fidelity: call, ${run}, replications: 30 }
demand:
  customers:
    queue: support
    rate: ${rate}/s
    ivr: { duration: "${ivr}", containment: 0, patience: never }
    talk: "exponential(mean ${talk}s)"
    ring: 0s
    afterCallWork: 0s
    patience: ${patience === Infinity ? "never" : `"exponential(mean ${patience}s)"`}
queues: { support: { groups: [all], threshold: 20s } }
agents: { all: { sites: { dc1: ${agents} } } }
sites: { dc1: { trunks: ${trunks} } }
`;

const T = 20;
const SHORT = "warmUp: 1h, measure: 2h";
const serviceOf = (queue) => (queue.patience === Infinity ? erlangC(queue) : erlangA(queue));

/** Agents for a service level of 80 % within 20 s. */
function agents(name, rate, talk, patience, tries, run = SHORT) {
  const margin = ([servers]) => {
    const queue = { servers, arrivalRate: rate, serviceTime: talk, patience };
    if (patience === Infinity && servers <= rate * talk) return [-0.8];
    return [serviceOf(queue).answeredWithin(T) - 0.8];
  };
  return {
    ...{ name, tries, margin, targets: ["service.level >= 0.8"], deltas: [0.02] },
    write: ([servers]) =>
      scenario({ rate, talk, patience, agents: servers, trunks: "unlimited", run }),
  };
}

/** Trunks for a blocking ratio, with agents enough. */
function trunks(name, rate, talk, limit, delta, tries) {
  const enough = Math.ceil(2 * rate * talk) + 50;
  return {
    ...{ name, tries, targets: [`pool.blocked.ratio[pool:trunks] <= ${limit}`], deltas: [delta] },
    margin: ([count]) => [limit - erlangB(count, rate * talk)],
    write: ([count]) =>
      scenario({ rate, talk, patience: Infinity, agents: enough, trunks: count, run: SHORT }),
  };
}

/** Agents and the trunks that IVR, queue and talk share. */
function both(name, rate, talk, patience, tries) {
  const ivrMean = 60;
  const centre = (servers) => ({
    ...{ servers, serviceTime: talk, patience, arrivalRate: rate, ivrMean },
  });
  return {
    ...{ name, tries, deltas: [0.02, 0.004] },
    targets: ["service.level >= 0.8", "pool.blocked.ratio[pool:trunks] <= 0.01"],
    margin: ([servers, count]) => {
      const { agents: seen, pBlock } = trunkedCentre(centre(servers), count);
      return [seen.answeredWithin(T) - 0.8, 0.01 - pBlock];
    },
    write: ([servers, count]) =>
      scenario({
        ...{ rate, talk, patience, agents: servers, trunks: count, run: SHORT },
        ivr: `exponential(mean ${ivrMean}s)`,
      }),
  };
}

const SYSTEMS = [
  agents("M/M/c, 20 agents", 0.1, 170, Infinity, 100),
  agents("Erlang A, 20 agents", 0.1, 200, 180, 100),
  agents("Erlang A, 200 agents", 1, 195, 180, 100),
  agents("Erlang A, 2,000 agents", 10, 198, 180, 100, "warmUp: 30min, measure: 1h"),
  trunks("M/M/c/c, 30 trunks", 0.1, 200, 0.05, 0.01, 100),
  trunks("M/M/c/c, 250 trunks", 1, 220, 0.01, 0.003, 100),
  both("trunked centre, 25 agents", 0.12, 200, 180, 100),
];

/** The least numbers by theory, one after the other until none can be lower. */
function exact({ margin, targets }) {
  const isMet = (point) => margin(point).every((each) => each >= 0);
  let point = targets.length === 1 ? [1] : [1, 100_000];
  for (;;) {
    const next = point.map((_, i) => {
      let value = 1;
      while (!isMet(point.with(i, value))) value = value < 16 ? value + 1 : Math.ceil(1.02 * value);
      while (value > 1 && isMet(point.with(i, value - 1))) value--;
      point = point.with(i, value);
      return value;
    });
    if (next.every((value, i) => isLeast(next, i, isMet, value))) return next;
    point = next;
  }
}

const isLeast = (point, i, isMet, value) =>
  isMet(point) && (value === 1 || !isMet(point.with(i, value - 1)));

async function attempt(system, answer, index) {
  const sign = index % 2 === 0 ? 1 : -1;
  const start = answer.map((value) => Math.max(1, Math.round(value * (1 + 0.05 * sign))));
  const text = system.write(start);
  const overrides = [`run.seed=try-${index}`, `expect=${JSON.stringify(system.targets)}`];
  const open = (settings) =>
    openStudy("bench", [...overrides, ...settings], new Map([["bench", text]]));
  const ids = system.targets.map((target) => target.split(/[ [[]/)[0]);
  const plan = planSizing(open([]), {
    find: system.targets.length === 1 ? [] : ["agents.all", "trunks"],
    deltas: new Map(ids.map((id, t) => [id, system.deltas[t]])),
    ...{ alpha: 0.05, replicationsMax: 5000, formulas: false, offset: 0 },
  });
  const signal = new AbortController().signal;
  const { found, replications } = await size(plan, open, thisThread(), { signal });
  const { point } = found.at;
  const margins = system.margin(point);
  const met = margins.every((margin, t) => margin >= -system.deltas[t]);
  const least = point.every((value, i) => {
    if (value === 1) return true;
    const lower = system.margin(point.with(i, value - 1));
    return lower.some((margin, t) => margin <= system.deltas[t]);
  });
  return { isRight: met && least && found.isProven, point, replications };
}

for (const system of SYSTEMS) {
  if (positionals.length > 0 && !positionals.some((each) => system.name.includes(each))) continue;
  const tries = Number(values.tries ?? system.tries);
  const answer = exact(system);
  const before = process.cpuUsage();
  let [right, made] = [0, 0];
  const points = new Map();
  for (let index = Number(values.from); index < Number(values.from) + tries; index++) {
    const { isRight, point, replications } = await attempt(system, answer, index);
    if (isRight) right++;
    made += replications;
    points.set(point.join(" "), (points.get(point.join(" ")) ?? 0) + 1);
  }
  const { user } = process.cpuUsage(before);
  const seen = [...points].map(([point, count]) => `${point}: ${count}`).join(", ");
  console.log(
    `${system.name}: ${right} of ${tries} acceptable; exact ${answer.join(" ")}; found ${seen}; ` +
      `${Math.round(made / tries)} replications, ${(user / 1e6 / tries).toFixed(1)} s CPU each`,
  );
}
