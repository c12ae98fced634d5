/**
 * Future event list: nanoseconds of processor time per event (take, then schedule) against
 * `fastpriorityqueue` with event objects and C++ `std::priority_queue`, under the same workloads;
 * all three must take the same entities at the same times. A `timers` event schedules twice.
 * Processor time counts the garbage collector's threads too: only `fastpriorityqueue` needs them.
 *
 * Usage, after `npm run build`: node bench/futureEventList.mjs [--quick]
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import FastPriorityQueue from "fastpriorityqueue";
import { FutureEventList } from "../dist/engine/futureEventList.js";

const TIMER_US = 32e6;
const DELAYS = 1 << 16;
const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Uniform draws from a fixed seed: every run sees the same workload. */
function uniformDraws() {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    let mixed = state ^ (state >>> 15);
    mixed = Math.imul(mixed, 0x2c1b3c6d);
    mixed ^= mixed >>> 12;
    mixed = Math.imul(mixed, 0x297a2d39);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

const exponential = (uniform, meanUs) => -meanUs * Math.log(1 - uniform());

/** Delays of the reference scenario, from bench/recordedMix.json where a run has been recorded. */
function referenceDelay() {
  const file = pathOf("recordedMix.json");
  if (existsSync(file)) {
    const { delaysUs } = JSON.parse(readFileSync(file, "utf8"));
    let index = 0;
    return () => delaysUs[index++ % delaysUs.length];
  }
  return (uniform) => {
    const kind = uniform();
    if (kind < 0.08) return 0;
    if (kind < 0.98) return 100 * Math.exp(uniform() * Math.log(100));
    if (kind < 0.985) return exponential(uniform, 180e6);
    if (kind < 0.99) return 60e6;
    if (kind < 0.995) return exponential(uniform, 120e6);
    return 1500e6;
  };
}

/** What is measured: `delay` draws one delay in microseconds, `loop` is who does what with it. */
const MODELS = {
  hold: {
    loop: "hold",
    delay: (uniform) => (uniform() < 0.9 ? 1000 + 500 * uniform() : exponential(uniform, 180e6)),
  },
  timers: { loop: "timers", delay: (uniform) => exponential(uniform, 1e6) },
  reference: { loop: "hold", delay: referenceDelay() },
  exponential: { loop: "hold", delay: (uniform) => exponential(uniform, 180e6) },
};

/** First times are residuals of delays drawn in proportion to their length: the steady state. */
function workloadOf(model, pending) {
  const uniform = uniformDraws();
  const delays = Float64Array.from({ length: DELAYS }, () => Math.round(model.delay(uniform)));
  const sums = new Float64Array(DELAYS);
  sums[0] = delays[0];
  for (let i = 1; i < DELAYS; i++) sums[i] = sums[i - 1] + delays[i];
  const residual = () => {
    const target = uniform() * sums[DELAYS - 1];
    let low = 0;
    for (let high = DELAYS - 1; low < high; ) {
      const middle = (low + high) >> 1;
      if (sums[middle] > target) high = middle;
      else low = middle + 1;
    }
    return Math.round(uniform() * delays[low]);
  };
  const isTimer = (entity) => model.loop === "timers" && entity >= pending / 2;
  const firstUs = Float64Array.from({ length: pending }, (_, entity) =>
    isTimer(entity) ? TIMER_US : residual(),
  );
  return { firstUs, delays };
}

/**
 * Runs one structure: `make` arms the first times and gives a function that runs some events.
 * Processor time, not the clock on the wall, so that a busy machine disturbs less.
 */
function timed(make, { warmUp, events }) {
  const { run, state } = make();
  run(warmUp);
  const start = process.cpuUsage();
  run(events);
  const { user, system } = process.cpuUsage(start);
  const ns = ((user + system) * 1000) / events;
  return { ns, lastUs: state.lastUs, checksum: state.checksum >>> 0 };
}

const busyhour = {
  hold({ firstUs, delays }) {
    const list = new FutureEventList();
    for (let i = 0; i < firstUs.length; i++) list.schedule(firstUs[i], i);
    const state = { lastUs: 0, checksum: 0, drawn: 0 };
    const run = (events) => {
      let { checksum, drawn } = state;
      for (let i = 0; i < events; i++) {
        list.take(Number.POSITIVE_INFINITY);
        checksum = (Math.imul(checksum, 31) + list.entity) | 0;
        list.schedule(list.timeUs + delays[drawn++ & (DELAYS - 1)], list.entity);
      }
      Object.assign(state, { lastUs: list.timeUs, checksum, drawn });
    };
    return { run, state };
  },
  timers({ firstUs, delays }) {
    const list = new FutureEventList();
    for (let i = 0; i < firstUs.length; i++) list.schedule(firstUs[i], i);
    const calls = firstUs.length / 2;
    const state = { lastUs: 0, checksum: 0, drawn: 0 };
    const run = (events) => {
      let { checksum, drawn } = state;
      for (let i = 0; i < events; i++) {
        list.take(Number.POSITIVE_INFINITY);
        const { timeUs, entity } = list;
        checksum = (Math.imul(checksum, 31) + entity) | 0;
        if (entity < calls) {
          list.schedule(timeUs + TIMER_US, entity + calls);
          list.schedule(timeUs + delays[drawn++ & (DELAYS - 1)], entity);
        } else {
          list.schedule(timeUs + TIMER_US, entity);
        }
      }
      Object.assign(state, { lastUs: list.timeUs, checksum, drawn });
    };
    return { run, state };
  },
};

const isEarlier = (a, b) =>
  a.timeUs < b.timeUs || (a.timeUs === b.timeUs && a.sequence < b.sequence);

const fastpriorityqueue = {
  hold({ firstUs, delays }) {
    const queue = new FastPriorityQueue(isEarlier);
    let sequence = 0;
    for (const timeUs of firstUs) queue.add({ timeUs, sequence, entity: sequence++ });
    const state = { lastUs: 0, checksum: 0, drawn: 0 };
    const run = (events) => {
      let { lastUs, checksum, drawn } = state;
      for (let i = 0; i < events; i++) {
        const { timeUs, entity } = queue.poll();
        lastUs = timeUs;
        checksum = (Math.imul(checksum, 31) + entity) | 0;
        const atUs = timeUs + delays[drawn++ & (DELAYS - 1)];
        queue.add({ timeUs: atUs, sequence: sequence++, entity });
      }
      Object.assign(state, { lastUs, checksum, drawn });
    };
    return { run, state };
  },
  timers({ firstUs, delays }) {
    const queue = new FastPriorityQueue(isEarlier);
    const armed = [];
    let sequence = 0;
    const arm = (timeUs, entity) => {
      armed[entity] = sequence;
      queue.add({ timeUs, sequence: sequence++, entity });
    };
    firstUs.forEach(arm);
    const calls = firstUs.length / 2;
    const state = { lastUs: 0, checksum: 0, drawn: 0 };
    const run = (events) => {
      let { lastUs, checksum, drawn } = state;
      for (let i = 0; i < events; ) {
        const event = queue.poll();
        const { timeUs, entity } = event;
        if (armed[entity] !== event.sequence) continue;
        i++;
        lastUs = timeUs;
        checksum = (Math.imul(checksum, 31) + entity) | 0;
        if (entity < calls) {
          arm(timeUs + TIMER_US, entity + calls);
          arm(timeUs + delays[drawn++ & (DELAYS - 1)], entity);
        } else {
          arm(timeUs + TIMER_US, entity);
        }
      }
      Object.assign(state, { lastUs, checksum, drawn });
    };
    return { run, state };
  },
};

/** Compiles bench/hold.cpp; null where there is no g++. */
function compileYardstick() {
  const program = pathOf(".build/hold");
  mkdirSync(pathOf(".build"), { recursive: true });
  try {
    execFileSync("g++", ["-O3", "-o", program, pathOf("hold.cpp")]);
    return program;
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

function yardstick(program, loop, { firstUs, delays }, { warmUp, events }) {
  const file = pathOf(".build/workload.bin");
  writeFileSync(file, Buffer.concat([Buffer.from(firstUs.buffer), Buffer.from(delays.buffer)]));
  const run = [loop, firstUs.length, warmUp, events, file].map(String);
  return JSON.parse(execFileSync(program, run, { encoding: "utf8" }));
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** One row: medians over alternating rounds, and the proof that all took the same events. */
function measure(name, pending, rounds, lengths, program) {
  const { loop } = MODELS[name];
  const workload = workloadOf(MODELS[name], pending);
  const runs = {
    busyhour: () => timed(() => busyhour[loop](workload), lengths),
    fastpriorityqueue: () => timed(() => fastpriorityqueue[loop](workload), lengths),
  };
  if (program) runs.cpp = () => yardstick(program, loop, workload, lengths);
  const samples = Object.fromEntries(Object.keys(runs).map((structure) => [structure, []]));
  for (let round = 0; round < rounds; round++)
    for (const [structure, run] of Object.entries(runs)) samples[structure].push(run());
  const [{ lastUs, checksum }] = samples.busyhour;
  for (const [structure, results] of Object.entries(samples))
    if (results.some((each) => each.lastUs !== lastUs || each.checksum !== checksum))
      throw new Error(`${name}, ${pending} pending: ${structure} took other events`);
  const row = { model: name, pending };
  for (const [structure, results] of Object.entries(samples))
    row[structure] = Number(median(results.map(({ ns }) => ns)).toFixed(1));
  return row;
}

/**
 * Measures every model and size.
 * @returns rows of nanoseconds per event, and the ratios ours / C++ and fastpriorityqueue / ours
 */
export async function benchFutureEventList({ quick = false } = {}) {
  const program = compileYardstick();
  if (!program) console.error("no g++: std::priority_queue is left out");
  const sizes = quick ? [1e3, 1e5] : [1e2, 1e3, 1e4, 1e5, 1e6];
  const rows = Object.keys(MODELS).flatMap((name) =>
    sizes.map((pending) => {
      const events = quick ? 2e5 : 1e6;
      return measure(
        name,
        pending,
        quick ? 3 : 5,
        { warmUp: Math.max(pending, events / 2), events },
        program,
      );
    }),
  );
  const ratios = rows.map(({ model, pending, busyhour, fastpriorityqueue, cpp }) => ({
    model,
    pending,
    ofCpp: cpp ? Number((busyhour / cpp).toFixed(2)) : null,
    fasterThanFastpriorityqueue: Number((fastpriorityqueue / busyhour).toFixed(1)),
  }));
  return { rows, ratios };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await benchFutureEventList({ quick: process.argv.includes("--quick") });
  console.table(result.rows.map((row, index) => ({ ...row, ...result.ratios[index] })));
  console.log(JSON.stringify({ node: process.version, ...result }));
}
