/**
 * The least that a message-level simulation of the reference can be: calls walk a fixed table of
 * 150 hops through first-come stations, one event a hop, one media port, one agent; six events of
 * each call are copied to all other nodes. No sites, links, timers, flows, faults, records or
 * statistics. What the model costs above this is the price of all of these. Prints JSON.
 *
 * Usage, after `npm run build`: node bench/sketch.mjs SECONDS
 */
import { FutureEventList } from "../dist/engine/futureEventList.js";

const AGENTS = 2000;
const CALLS_PER_SECOND = 8;
const NODES = 4;
const STATIONS = 16;
const HOP_US = 1000;
const SERVICE_US = 50;
const [HOP, SPEND, HOLD, FREE, WAIT, COPY, END] = [0, 1, 2, 3, 4, 5, 6];

const hops = (count) => Array.from({ length: count }, (_, i) => [HOP, i % STATIONS]);
const table = [
  ...hops(13),
  [HOLD, 0],
  ...hops(20),
  [SPEND, 60e6],
  ...hops(10),
  [WAIT, 0],
  ...hops(30),
  [COPY, 0],
  [COPY, 0],
  [FREE, 0],
  [SPEND, 10e6],
  ...hops(40),
  [COPY, 0],
  [SPEND, 180e6],
  [COPY, 0],
  ...hops(37),
  [COPY, 0],
  [COPY, 0],
  [END, 0],
];
const verb = Uint8Array.from(table, ([name]) => name);
const argument = Float64Array.from(table, ([, value]) => value);

/** Uniform draws from a fixed seed: every run does the same work. */
function uniformDraws() {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

const uniform = uniformDraws();
const exponentialUs = (meanUs) => Math.round(-meanUs * Math.log(1 - uniform()));
const list = new FutureEventList();
const freeUs = new Float64Array(STATIONS);
const busyUs = new Float64Array(STATIONS);
const nodeFreeUs = new Float64Array(NODES);
const step = new Int32Array(1 << 16);
const rows = [];
const waiting = [];
const total = { events: 0, messages: 0, idle: AGENTS, portsHeld: 0 };

/** Moves a call on until it has to wait. */
function advance(call, timeUs) {
  for (;;) {
    const at = step[call]++;
    switch (verb[at]) {
      case HOP: {
        const station = argument[at];
        const doneUs = Math.max(timeUs, freeUs[station]) + SERVICE_US;
        freeUs[station] = doneUs;
        busyUs[station] += SERVICE_US;
        total.messages++;
        return list.schedule(doneUs + HOP_US, call);
      }
      case SPEND:
        return list.schedule(timeUs + exponentialUs(argument[at]), call);
      case HOLD:
        total.portsHeld++;
        break;
      case FREE:
        total.portsHeld--;
        break;
      case WAIT:
        if (total.idle === 0) return waiting.push(call);
        total.idle--;
        break;
      case COPY:
        for (let node = 1; node < NODES; node++)
          nodeFreeUs[node] = Math.max(timeUs, nodeFreeUs[node]) + SERVICE_US;
        total.messages += NODES - 1;
        break;
      default:
        return end(call, timeUs);
    }
  }
}

function end(call, timeUs) {
  rows.push(call);
  const next = waiting.shift();
  if (next === undefined) total.idle++;
  else list.schedule(timeUs, next);
}

function run(seconds) {
  const meanUs = 1e6 / CALLS_PER_SECOND;
  let used = 1;
  list.schedule(exponentialUs(meanUs), 0);
  while (list.take(seconds * 1e6)) {
    total.events++;
    const { timeUs } = list;
    let call = list.entity;
    if (call === 0) {
      list.schedule(timeUs + exponentialUs(meanUs), 0);
      call = rows.length > 0 ? rows.pop() : used++;
      step[call] = 0;
    }
    advance(call, timeUs);
  }
}

const cpu = process.cpuUsage();
run(Number(process.argv[2] ?? 5400));
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ cpuS: (user + system) / 1e6, ...total }));
