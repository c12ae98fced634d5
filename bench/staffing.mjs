/**
 * Whether days are staffed right: half hours of rising rates from empty, callers who give up, and a
 * target whose exact value is known for agents who never become fewer: the share of calls that must
 * wait in M(t)/M/c(t)+M. A day is right when in every interval, given the answers before it, the
 * target is met within δ and one agent less would not meet it by more than δ. The search begins
 * without closed forms at a number of agents 10 % beside that of the busiest interval, in turn.
 *
 * Usage, after `npm run build`: node bench/staffing.mjs [--tries N] [--from SEED]
 */
import { parseArgs } from "node:util";
import { thisThread } from "../dist/crew/thisThread.js";
import { planStaffing, staffDay } from "../dist/experiments/staffing/staffing.js";
import { openStudy } from "../dist/study.js";

const { values } = parseArgs({
  options: {
    tries: { type: "string", default: "20" },
    from: { type: "string", default: "0" },
  },
});

const PER_MINUTE = [3, 5, 7, 8];
const [TALK_S, PATIENCE_S, LIMIT, DELTA] = [180, 120, 0.25, 0.03];
const BUSIEST = 28;
const TEXT = `name: bench
title: bench
platform: none
run: { startOfDay: "08:00", warmUp: 0s, measure: ${30 * PER_MINUTE.length}min, replications: 2 }
demand:
  customers:
    queue: support
    intervals:
      start: "08:00"
      length: 30min
      rates: [${PER_MINUTE.map((rate) => `${rate}/min`)}]
    talk: "exponential(mean ${TALK_S}s)"
    patience: "exponential(mean ${PATIENCE_S}s)"
    ring: 0s
    afterCallWork: 0s
queues: { support: { groups: [all] } }
agents: { all: { sites: { dc1: ${BUSIEST} } } }
sites: { dc1: {} }
`;

const known = new Map();

/** Of the last interval; Euler's steps. */
function delayedAfter(staff) {
  return dayAfter(staff).delayed;
}

function dayAfter(staff) {
  const name = staff.join();
  if (known.has(name)) return known.get(name);
  const states = 120;
  const start = Array.from({ length: states }, (_, n) => (n === 0 ? 1 : 0));
  let law = staff.length === 1 ? start : dayAfter(staff.slice(0, -1)).law;
  const agents = staff.at(-1);
  const stepS = 0.1;
  const up = (PER_MINUTE[staff.length - 1] / 60) * stepS;
  const down = law.map(
    (_, n) => (Math.min(n, agents) / TALK_S + Math.max(0, n - agents) / PATIENCE_S) * stepS,
  );
  let delayed = 0;
  for (let step = 0; step < 1800 / stepS; step++) {
    const next = law.map(() => 0);
    for (let n = 0; n < states; n++) {
      const rises = n < states - 1 ? up : 0;
      if (n >= agents) delayed += (law[n] * stepS) / 1800;
      next[n] += law[n] * (1 - rises - down[n]);
      if (n < states - 1) next[n + 1] += law[n] * rises;
      if (n > 0) next[n - 1] += law[n] * down[n];
    }
    law = next;
  }
  known.set(name, { law, delayed });
  return known.get(name);
}

const rights = { days: 0, rising: 0, replications: 0 };
const tries = Number(values.tries);
for (let seed = Number(values.from); seed < Number(values.from) + tries; seed++) {
  const agents = Math.round(BUSIEST * (seed % 2 ? 1.1 : 0.9));
  const texts = new Map([["bench", TEXT]]);
  const settings = [
    "run.fidelity=call",
    `run.seed=s${seed}`,
    `agents.all.sites.dc1=${agents}`,
    `expect=["wait.delayed.ratio <= ${LIMIT}"]`,
  ];
  const base = openStudy("bench", settings, texts);
  const open = (more) => openStudy("bench", [...settings, ...more], texts);
  const plan = planStaffing(base, open, {
    ...{ find: [], deltas: new Map([["wait.delayed.ratio", DELTA]]), alpha: 0.05 },
    ...{ replicationsMax: 5000, formulas: false, offset: 0 },
    ...{ lengthUs: 1800e6, shiftsUs: [], historyUs: Number.POSITIVE_INFINITY },
  });
  const { signal } = new AbortController();
  const { needed, replications } = await staffDay(plan, thisThread(), { signal });
  const [staff] = needed;
  const wrong = staff.filter((count, k) => {
    const before = staff.slice(0, k);
    const met = delayedAfter([...before, count]) <= LIMIT + DELTA;
    return !met || delayedAfter([...before, count - 1]) < LIMIT - DELTA;
  });
  rights.replications += replications;
  // The exact value is one only where agents never become fewer.
  if (staff.every((count, k) => k === 0 || count >= staff[k - 1])) rights.rising++;
  if (wrong.length === 0) rights.days++;
  console.log(`seed ${seed}: ${staff} ${wrong.length === 0 ? "right" : "WRONG"}`);
}
console.log(
  `${rights.days} of ${tries} days right (${rights.rising} rising), ` +
    `${Math.round(rights.replications / tries)} replications each`,
);
