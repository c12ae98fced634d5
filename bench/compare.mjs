/**
 * Whether `busyhour compare` keeps its word, and what common random numbers are worth:
 *
 * same: a help desk with itself on other seeds, replications added until every metric is decided,
 *   margin 0. A difference may be declared in 5 % of the tries, all looks included. Beside it what
 *   looking as often at 5 % each would declare.
 * reference: the same of eight minutes of the reference, at call fidelity, with fewer looks.
 * all: the first without adding, every metric in every scope, at several numbers of replications.
 * covers: an Erlang A system with one agent more. How often the paired 95 % interval contains the
 *   difference that theory gives.
 * fewer: the reference with 1 % fewer agents at call fidelity. How many replications prove that
 *   occupancy differs, with common random numbers and without.
 *
 * Usage, after `npm run build`: node bench/compare.mjs [PART]... [--tries N]
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compareSides } from "../dist/experiments/compare/compare.js";
import { sideOf } from "../dist/experiments/compare/side.js";
import { figuresToCompare } from "../dist/experiments/compare/wanted.js";
import { exactValues } from "../dist/stats/exactValues.js";
import { openStudy, replicate } from "../dist/study.js";

const { values, positionals } = parseArgs({
  options: { tries: { type: "string" } },
  allowPositionals: true,
});
const triesOf = (standard) => Number(values.tries ?? standard);

const HELP_DESK = `name: help-desk
platform: none
run: { warmUp: 30min, measure: 60min, replications: 10 }
demand:
  customers:
    queue: support
    rate: 2.5/min
    talk: "lognormal(mean 240s, cv 1.0)"
    patience: "exponential(mean 300s)"
    afterCallWork: 30s
queues:
  support: { groups: [all], threshold: 20s }
agents:
  all: { sites: { north: 9, south: 5 } }
sites: { north: {}, south: {} }
`;

const ERLANG_A = `name: erlang-a
platform: none
run: { warmUp: 1h, measure: 4h, replications: 10 }
sites: { dc1: {} }
demand:
  callers:
    queue: calls
    rate: 100/30min
    ivr: { duration: 0s, containment: 0 }
    patience: "exponential(mean 300s)"
    ring: 0s
    talk: "exponential(mean 180s)"
    afterCallWork: 0s
queues:
  calls: { groups: [all], threshold: 20s }
agents:
  all: { sites: { dc1: 12 } }
`;

const REFERENCE = fileURLToPath(new URL("../scenarios/reference-2000.yaml", import.meta.url));

/** What is made once is kept until the next try. */
function rememberingCrew() {
  const kept = new Map();
  return {
    async replicate(study, index) {
      const name = `${study.scenario.run.seed} ${study.source.overrides.join()} ${index}`;
      if (!kept.has(name)) kept.set(name, replicate(study, index));
      return kept.get(name);
    },
    dismiss: async () => {},
  };
}

const sideFrom = (path, overrides, text) =>
  sideOf(path, openStudy(path, overrides, text ? new Map([[path, text]]) : undefined), "");
const helpDesk = (seed) => sideFrom("help-desk.yaml", [`run.seed=${seed}`], HELP_DESK);
const isProven = ({ rows }) => rows.some(({ judgement }) => judgement.isProven);
const isBeyond = ({ rows }) => rows.some(({ judgement }) => judgement.verdict === "fail");
const choose = (a, b, wanted) =>
  figuresToCompare(a, b, { metrics: [], all: false, margins: ["0"], ...wanted });

const LOOKS = [10, 15, 23, 35, 53, 80, 120];

/** Eight minutes of it, so that so many tries are possible. */
const shortReference = (seed) =>
  sideFrom(REFERENCE, [
    ...["run.fidelity=call", "run.warmUp=5min", "run.measure=3min", "run.replications=10"],
    `run.seed=${seed}`,
  ]);

const same = () => sameSide("same", helpDesk, LOOKS);
const reference = () => sameSide("reference", shortReference, LOOKS.slice(0, 3));

async function sameSide(name, sideAt, looks) {
  const tries = triesOf(200);
  const declared = { spent: 0, unguarded: 0 };
  for (let i = 0; i < tries; i++) {
    const [a, b] = [sideAt(`a${i}`), sideAt(`b${i}`)];
    const crew = rememberingCrew();
    const choice = choose(a, b);
    const open = { untilDecided: { most: looks.at(-1) } };
    const result = await compareSides(a, b, choice, crew, open);
    if (isProven(result) || isBeyond(result)) declared.spent++;
    for (const replications of looks) {
      const [left, right] = [a, b].map((side) => ({ ...side, replications }));
      const seen = await compareSides(left, right, choice, crew);
      if (!isProven(seen)) continue;
      declared.unguarded++;
      break;
    }
  }
  const when = `${looks.length} looks from ${looks[0]} to ${looks.at(-1)} replications`;
  console.log(`${name}: ${tries} tries, ${when}: a difference declared in ${declared.spent};`);
  console.log(`  at 5 % of its own at each look in ${declared.unguarded}`);
}

async function all() {
  const tries = triesOf(200);
  for (const replications of [2, 5, 10]) {
    let declared = 0;
    for (let i = 0; i < tries; i++) {
      const [a, b] = [helpDesk(`a${i}`), helpDesk(`b${i}`)].map((each) => ({
        ...each,
        replications,
      }));
      const choice = choose(a, b, { all: true });
      const result = await compareSides(a, b, choice, rememberingCrew());
      if (isProven(result) || isBeyond(result)) declared++;
    }
    console.log(`all: ${replications} replications, ${tries} tries: declared in ${declared}`);
  }
}

const COVERED = ["wait.mean", "service.level", "abandon.ratio", "agents.occupancy"];

async function covers() {
  const tries = triesOf(1000);
  const within = new Map(COVERED.map((id) => [id, 0]));
  const sides = (seed) =>
    [12, 13].map((agents) =>
      sideFrom("erlang-a", [`agents.all.sites.dc1=${agents}`, `run.seed=${seed}`], ERLANG_A),
    );
  const truths = sides("truth").map(({ study }) => exactValues(study.scenario));
  const truthOf = (id) => {
    const [a, b] = truths.map((all) => all.find(({ metric }) => metric === id).value);
    return b - a;
  };
  for (let i = 0; i < tries; i++) {
    const [a, b] = sides(`c${i}`);
    const { rows } = await compareSides(
      a,
      b,
      choose(a, b, { metrics: COVERED }),
      rememberingCrew(),
    );
    for (const { id, difference, judgement } of rows)
      if (Math.abs(difference.value - truthOf(id)) <= judgement.halfWidth95)
        within.set(id, within.get(id) + 1);
  }
  for (const [id, count] of within)
    console.log(`covers: ${id} in ${((100 * count) / tries).toFixed(1)} % of ${tries} studies`);
}

async function fewer() {
  const base = ["run.fidelity=call", "run.replications=2"];
  const less = ["agents.all.sites.dc1=990", "agents.all.sites.dc2=990"];
  for (const seedOf of [(i) => `a${i}`, (i) => `b${i}`]) {
    const needed = [];
    for (let i = 0; i < triesOf(5); i++) {
      const a = sideFrom(REFERENCE, [...base, `run.seed=a${i}`]);
      const b = sideFrom(REFERENCE, [...base, ...less, `run.seed=${seedOf(i)}`]);
      const choice = choose(a, b, { metrics: ["agents.occupancy"] });
      const open = { untilDecided: { most: 200 } };
      const result = await compareSides(a, b, choice, rememberingCrew(), open);
      const [{ difference, judgement }] = result.rows;
      needed.push(result.replications[0]);
      if (i > 0) continue;
      const found = `${difference.value.toFixed(5)} ± ${judgement.halfWidth95.toFixed(5)}`;
      console.log(`fewer: ${result.isPaired ? "common random numbers" : "other seeds"}: ${found}`);
    }
    console.log(`  proven after ${needed.join(", ")} replications of each`);
  }
}

const parts = { same, reference, all, covers, fewer };
for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
  const { user, system } = process.cpuUsage();
  await parts[name]();
  const spent = process.cpuUsage({ user, system });
  console.log(`  ${((spent.user + spent.system) / 1e6).toFixed(0)} s CPU`);
}
