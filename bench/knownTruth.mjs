// Logs that busyhour writes itself, of centres whose parameters are known, calibrated back: how
// often does the 95 % interval of each parameter hold the truth?
//
//   node bench/knownTruth.mjs [logs] [--without-work]
//
// --without-work: the log does not say when after-call work ends, as most do not.

import { daysOf } from "../dist/callLog/days.js";
import { joinedDays, simulatedCalls } from "../dist/experiments/backtest/simulatedCalls.js";
import { calibrate } from "../dist/experiments/calibrate/calibrate.js";
import { CallLog } from "../dist/model/callLog.js";
import { openStudy, replicate } from "../dist/study.js";

const [wanted = "200", ...flags] = process.argv.slice(2);
const LOGS = Number(wanted);
const hasWork = !flags.includes("--without-work");
const DAYS = 10;
const RATES = [70, 95, 120, 130, 120, 105, 95, 110, 120, 105, 85, 60];
const CONTAINMENT = 0.1;
const TRUTH = {
  containment: CONTAINMENT,
  "leaves on the way": 0.03,
  balks: 0.05,
  "patience, mean": 150,
  "talk, mean": 200,
  "talk, cv": 1.1,
  "IVR, mean": 20,
  "after-call work, mean": 30,
  "redial, share": 0.4,
  "redial, mean delay": 480,
  busyness: 0.1,
  "interval busyness": 0.15,
};

const PROFILE = RATES.map((rate) => `${rate}/30min`).join(", ");
const DELAY = `exponential(mean ${TRUTH["redial, mean delay"]}s)`;
const scenario = `
name: known-truth
platform: none
run:
  fidelity: call
  startOfDay: "08:00"
  warmUp: 0s
  measure: 6h
  replications: ${DAYS}
  busyness: ${TRUTH.busyness}
  intervalBusyness: ${TRUTH["interval busyness"]}
demand:
  customers:
    queue: desk
    intervals: { start: "08:00", length: 30min, rates: [${PROFILE}] }
    ivr:
      duration: "exponential(mean ${TRUTH["IVR, mean"]}s)"
      containment: ${CONTAINMENT}
      patience: "zeroInflated(share ${TRUTH["leaves on the way"]}, law never)"
    patience: "zeroInflated(share ${TRUTH.balks}, mean ${TRUTH["patience, mean"]}s)"
    talk: "lognormal(mean ${TRUTH["talk, mean"]}s, cv ${TRUTH["talk, cv"]})"
    ring: 0s
    afterCallWork: "exponential(mean ${TRUTH["after-call work, mean"]}s)"
    redial: { afterAbandoned: ${TRUTH["redial, share"]}, delay: "${DELAY}", attempts: 1000 }
queues: { desk: { groups: [team] } }
agents: { team: { shrinkage: 0.1, sites: { here: 15 } } }
sites: { here: {} }
`;

function logOf(seed) {
  const study = openStudy("known.yaml", [`run.seed=${seed}`], new Map([["known.yaml", scenario]]));
  const days = Array.from({ length: DAYS }, (_, replication) => {
    const log = new CallLog();
    replicate(study, replication, log);
    return simulatedCalls(study.scenario, log);
  });
  const calls = joinedDays(days);
  return hasWork ? calls : { ...calls, freedUs: calls.freedUs.map(() => Number.NaN) };
}

const lawMean = ({ fits }, law, name = "mean") =>
  fits?.fits.find((each) => each.law === law)?.parameters.find((each) => each.name === name);

function rangesOf(found) {
  const [{ talk, patience }] = found.classes;
  const { dispersion, balking, redialling, staffing } = found;
  return {
    containment: found.containment,
    "leaves on the way": found.leaving,
    balks: balking.ifQueued,
    "patience, mean": lawMean(patience, "exponential"),
    "talk, mean": lawMean(talk, "lognormal"),
    "talk, cv": lawMean(talk, "lognormal", "cv"),
    "IVR, mean": lawMean(found.ivr, "exponential"),
    "after-call work, mean": lawMean(staffing[0].afterCallWork, "exponential"),
    "redial, share": redialling?.share,
    "redial, mean delay": redialling?.delay,
    busyness: dispersion.dayCv,
    "interval busyness": dispersion.intervalCv,
  };
}

// Of all callers 3 % leave at once, and of the others a tenth needs no person.
const asked = (rate) => rate * (1 - (1 - TRUTH["leaves on the way"]) * CONTAINMENT);
const holds = (range, truth) =>
  range && (range.low95 ?? 0) <= truth && truth <= (range.high95 ?? Infinity);
const counts = Object.fromEntries(
  [...Object.keys(TRUTH), "rates"].map((name) => [name, { held: 0, all: 0, sum: 0 }]),
);
let calls = 0;
const chosen = {};
for (let log = 0; log < LOGS; log++) {
  const made = logOf(`truth-${log}`);
  calls += made.count;
  const found = calibrate("known.csv", made, daysOf(made), { lengthUs: 1800e6, gapUs: 1800e6 });
  for (const [name, range] of Object.entries(rangesOf(found))) {
    counts[name].all++;
    counts[name].sum += range?.estimate ?? NaN;
    if (holds(range, TRUTH[name])) counts[name].held++;
  }
  found.firstCalls.forEach((range, i) => {
    counts.rates.all++;
    counts.rates.sum += range.estimate / asked(RATES[i]);
    if (holds(range, asked(RATES[i]))) counts.rates.held++;
  });
  for (const [name, law] of [
    ["patience", found.classes[0].patience],
    ["talk", found.classes[0].talk],
  ]) {
    const what = `${name}: ${law.isEmpirical ? "measured durations" : law.fits.best.law}`;
    chosen[what] = (chosen[what] ?? 0) + 1;
  }
}
console.log(
  `${LOGS} logs of ${DAYS} days, ${Math.round(calls / LOGS)} calls each`,
  hasWork ? "" : "without after-call work",
);
for (const [name, { held, all, sum }] of Object.entries(counts))
  console.log(
    `${name.padEnd(24)} ${((100 * held) / all).toFixed(1).padStart(6)} % `,
    `mean ${(sum / all).toPrecision(4)}, truth ${TRUTH[name] ?? 1}`,
  );
console.log(chosen);
