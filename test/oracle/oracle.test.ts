import { describe, expect, test } from "vitest";
import { runUntil } from "../../src/engine/loop.ts";
import { Books } from "../../src/model/books.ts";
import { settleAccounts } from "../../src/model/charges.ts";
import { flows } from "../../src/model/flows/index.ts";
import { MESSAGE_KINDS, MESSAGES } from "../../src/model/messages.ts";
import { SIP_COUNTS } from "../../src/model/meters.ts";
import { type Plan, planOf } from "../../src/model/plan.ts";
import { OP } from "../../src/model/program.ts";
import type { CallRecord } from "../../src/model/records.ts";
import { wire } from "../../src/model/wire.ts";
import { randomScenario } from "../support/randomScenario.ts";
import { scenarioOf } from "../support/scenarios.ts";
import { bookKeepAlives } from "./keepAlives.ts";
import { Oracle } from "./oracle.ts";

const HORIZON_US = 900_000_000;
/** Calls come and go here. */
const MIDWAY_US = 150_000_123;

/** To replay one: `ORACLE_SEED=17 npx vitest run test/oracle`; so many with `ORACLE_SEEDS`. */
const FIRST = Number(process.env.ORACLE_SEED ?? 0);
const SEEDS = Number(process.env.ORACLE_SEEDS ?? (process.env.ORACLE_SEED ? 1 : 100));

interface Outcome {
  readonly records: unknown;
  readonly messages: Readonly<Record<string, number>> | null;
  readonly tevents: readonly number[];
  readonly linkBytes: readonly number[];
  /**
   * Retransmissions, registrations, phones registered, INVITEs from outside, those of them that
   * failed, dialogs, SIP messages; look-ups, and those without an answer in time.
   */
  readonly counts: readonly number[];
  /** By station: messages, refusals and work done. */
  readonly stations: readonly (readonly number[])[] | null;
  /** Work that each station has done in the middle of it all. */
  readonly doneMidway: readonly number[] | null;
  /** Recordings begun, ended, and without a port; bytes stored of voices and of screens. */
  readonly recordings: readonly number[];
  /** How often, how long in all and at most: of each component, and of setting up. */
  readonly delays: readonly (readonly number[])[] | null;
}

function engineSays(plan: Plan): Outcome {
  const records: CallRecord[] = [];
  const world = wire(plan, 0, records);
  const books = new Books(world);
  runUntil(world, MIDWAY_US);
  world.clients.settle(world);
  const doneMidway = plan.topology.stations.map((_, i) => world.platform.busyUs(i, MIDWAY_US));
  runUntil(world, HORIZON_US);
  settleAccounts(world);
  books.close(world);
  const { platform, recorders, meters, nowUs } = world;
  const { counters, levels } = recorders;
  recorders.closeWindow(nowUs);
  const { tallyCount, tallySum, tallyMax } = recorders.finish();
  const messages = Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, 0]));
  for (const [row, count] of world.rowCount.entries())
    if (plan.program.op[row] === OP.DEPART) messages[MESSAGE_KINDS[plan.program.a[row]]] += count;
  const stations = plan.topology.stations.map((_, station) => [
    platform.messages(station),
    platform.rejected[station],
    platform.heldBack[station],
    platform.busyUs(station, nowUs),
  ]);
  const tallies = [...meters.componentDelay, meters.setupDelay];
  return {
    records,
    messages: plan.message ? messages : null,
    tevents: Array.from(meters.tevents, (counter) => counters[counter]),
    linkBytes: rounded(Array.from(meters.linkBytes, (counter) => counters[counter])),
    counts: [
      counters[meters.retransmissions],
      counters[meters.registrations],
      levels[meters.registered],
      plan.message ? counters[meters.sip[SIP_COUNTS.indexOf("invites")]] : 0,
      plan.message ? counters[meters.sip[SIP_COUNTS.indexOf("ineffective")]] : 0,
      plan.message ? counters[meters.dialogs] : 0,
      plan.message ? counters[meters.sipMessages] : 0,
      counters[meters.lookUps] ?? 0,
      counters[meters.lookUpsTimedOut] ?? 0,
    ],
    recordings: ["started", "completed", "missed", "stored.bytes", "muxed.bytes"].map((id) => {
      const counter = plan.layout.find("counter", `recording.${id}`, "cluster");
      return counter === undefined ? 0 : counters[counter];
    }),
    stations: plan.message ? stations : null,
    doneMidway: plan.message ? doneMidway : null,
    delays: plan.message
      ? tallies.map((tally) => [tallyCount, tallySum, tallyMax].map((each) => each[tally] ?? 0))
      : null,
  };
}

/** Keep-alives, and pings at call fidelity, are so much a second. */
const rounded = (bytes: readonly number[]): number[] =>
  bytes.map((each) => Math.round(1e3 * each) / 1e3);

const sipMessages = ({ messages }: Oracle): number =>
  MESSAGE_KINDS.reduce((sum, kind) => sum + (MESSAGES[kind].sip ? messages[kind] : 0), 0);

function oracleSays(oracle: Oracle): Outcome {
  const { machinery, isMessage, setupDelaysUs } = oracle;
  const done = (nowUs: number) =>
    machinery.machines.flatMap(({ stations }) =>
      stations.map((station) => machinery.busyUs(station, nowUs)),
    );
  oracle.agenda.runUntil(MIDWAY_US);
  const doneMidway = done(MIDWAY_US);
  oracle.agenda.runUntil(HORIZON_US);
  bookKeepAlives(oracle, HORIZON_US);
  const { generated, mesh, delivered } = oracle.tevents;
  const stations = machinery.machines.flatMap((machine) =>
    machine.stations.map((station) => [
      station.messages,
      station.rejected,
      station.heldBack,
      machinery.busyUs(station, HORIZON_US),
    ]),
  );
  const setUpUs = setupDelaysUs.reduce((sum, us) => sum + us, 0);
  return {
    records: oracle.records,
    messages: isMessage ? oracle.messages : null,
    tevents: [generated, mesh, delivered],
    linkBytes: rounded(machinery.wires.flatMap(({ bytes }) => [bytes.signalling, bytes.tlib])),
    counts: [
      oracle.retransmissions,
      oracle.registrations,
      oracle.people.agents.filter(({ registered }) => registered).length,
      isMessage ? oracle.invites : 0,
      isMessage ? oracle.ineffective : 0,
      isMessage ? oracle.dialogs : 0,
      isMessage ? oracle.pingMessages + sipMessages(oracle) : 0,
      oracle.lookUps.begun,
      oracle.lookUps.timedOut,
    ],
    recordings: ["start", "end", "missed", "voice bytes", "muxed bytes"].map(
      (each) => oracle.recordings[each] ?? 0,
    ),
    stations: isMessage ? stations : null,
    doneMidway: isMessage ? doneMidway : null,
    delays: isMessage
      ? [
          ...machinery.delays.map(({ count, sumUs, maxUs }) => [count, sumUs, maxUs]),
          [setupDelaysUs.length, setUpUs, Math.max(0, ...setupDelaysUs)],
        ]
      : null,
  };
}

/** Seconds without a carrier, then SBCs that refuse while they work off what is sent again. */
const LOST_THEN_REFUSED = `name: lost-then-refused
run: { fidelity: message, warmUp: 0s, measure: 10min, startOfDay: "08:00", registrations: false }
sites:
  dc1: {}
components:
  sbc: { service: 300ms, backlogLimit: 0s, retryAfter: 0s }
demand:
  customers:
    queue: support
    intervals: { start: "08:00", length: 1min, rates: [1500/h, 1500/h, 0/h] }
    talk: 20s
queues:
  support: { groups: [all] }
agents:
  all: { sites: { dc1: 9 } }
faults:
  - linkDown: { target: "carrier>dc1", at: 60s, for: 10s }
  - linkDown: { target: "carrier>dc1", at: 65s, for: 1s }
`;

/** SIP Proxies that fail for less time than their queues are long. */
const shortCrash = (servers: number) =>
  LOST_THEN_REFUSED.slice(0, LOST_THEN_REFUSED.indexOf("faults:"))
    .replace("sbc: { service: 300ms,", `sipProxy: { service: 500ms, servers: ${servers},`)
    .replace("backlogLimit: 0s", "backlogLimit: unlimited")
    .concat("faults: [{ instanceDown: { target: dc1/sipProxy/1, at: 100s, for: 200ms } }]");

/** Phones that register with the proxies themselves, one of which fails for more than 64 T1. */
const HOME_PHONES = shortCrash(1)
  .replace("registrations: false", "registrations: true")
  .replace("for: 200ms", "for: 1min")
  .replace("all: {", "all: { location: home,")
  .concat("\nlocations: { home: { accessPoint: proxy } }\n")
  .concat("signalling: { registerExpires: 10s, challengeRefresh: true }\n");

/** Every 142 ms an agent logs in, and then gets a call: T-events meet the next one's messages. */
const AT_ONE_DESK = `name: at-one-desk
run: { fidelity: message, warmUp: 0s, measure: 5min, startOfDay: "08:00", registrations: false,
  agentsAtStart: logInWave, logInSpread: 1min }
sites:
  dc1: { sipServer: 1, gws: 1 }
network:
  lan: { latency: 0s }
  desks: { latency: 5ms }
components:
  sbc: { service: 0s }
  sipProxy: { service: 0s }
  sipServer: { modules: { sessionController: { service: 0s }, tController: { service: 20ms } } }
  urs: { service: 0s }
  vqServer: { service: 0s }
  configServer: { service: 142ms }
  gws: { service: 1ms, serviceOf: { CONFIG: 1ms, DESKTOP: 2ms } }
signalling: { options: { oosCheck: 0s, sbcCheck: 0s } }
demand:
  customers:
    queue: support
    intervals: { start: "08:00", length: 1min, rates: [900/h, 0/h] }
    ivr: { duration: 1s }
    patience: never
    talk: 20s
queues:
  support: { groups: [all] }
agents:
  all: { sites: { dc1: 9 } }
`;

/** The oracle has no carrier that pings, and agents who stay at work whatever fails. */
function compare(text: string): Outcome {
  const simpler = [
    "signalling.options.carrierCheck=0s",
    "signalling.options.carrierReroutes=false",
    "sessions.followed=false",
  ];
  const scenario = scenarioOf(text, ...simpler);
  const said = engineSays(planOf(scenario));
  expect(said).toEqual(oracleSays(new Oracle(scenario, flows, 0)));
  return said;
}

describe("the engine does what a slow interpreter of the same tables does", () => {
  const seeds = Array.from({ length: SEEDS }, (_, i) => FIRST + i);
  test.each(seeds)("scenario of seed %i", (seed) => {
    compare(randomScenario(seed));
  });

  test.each([1, 2])("a crash empties the queues of %i servers", (servers) => {
    compare(shortCrash(servers));
  });

  test("what a crash loses on its way to a phone without SBC is sent again from before it", () => {
    compare(HOME_PHONES);
  });

  test("a desk server takes a T-event after all else of its microsecond", () => {
    compare(AT_ONE_DESK);
  });

  test("a refusal ends the timers of a request that was lost before", () => {
    expect(compare(LOST_THEN_REFUSED).counts[0]).toBeGreaterThan(0);
  });
});
