import { describe, expect, test } from "vitest";
import { settleAccounts } from "../../src/model/charges.ts";
import { flows } from "../../src/model/flows/index.ts";
import { loadOf } from "../../src/model/load.ts";
import { MESSAGE_KINDS } from "../../src/model/messages.ts";
import { pathsOf } from "../../src/model/paths.ts";
import { planOf } from "../../src/model/plan.ts";
import { OP } from "../../src/model/program.ts";
import type { CallRecord } from "../../src/model/records.ts";
import { componentIndex } from "../../src/model/topology.ts";
import { expectedTraffic } from "../support/expected.ts";
import { areaUs, NO_PINGS, type Run, run, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

/** Every call and every screen, of which nothing waits long. */
const ALL = ["recording.mode=bridged", "recording.screen.share=1", "sites.dc1.trunks=unlimited"];
const ENOUGH = ["media.portsPerCore.recording=10000", "sites.dc2.trunks=unlimited", ...NO_PINGS];

const counter = ({ plan, world }: Run, id: string, scope = "cluster") =>
  world.recorders.counters[plan.layout.find("counter", `recording.${id}`, scope)!];

const level = ({ plan, world }: Run, id: string) =>
  world.recorders.levels[plan.layout.find("level", id, "cluster")!];

const talkedUs = ({ answeredUs, endedUs }: CallRecord) =>
  answeredUs === null ? 0 : endedUs - answeredUs;

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);

describe.each(["message", "call"])("%s fidelity", (fidelity) => {
  test.each(["bridged", "siprec"])("every call recorded sends what the tables say, %s", (mode) => {
    const more = [`run.fidelity=${fidelity}`, `recording.mode=${mode}`];
    const result = run(TWO_SITES, 1, ...ALL, ...ENOUGH, ...more);
    const { plan, world, records } = result;
    settleAccounts(world);
    const answers = { recorded: "yes", recordingMode: mode, screenRecorded: "yes", pauses: "no" };
    const expected = expectedTraffic(plan.scenario, records, "queueFull", answers);
    const { counters } = world.recorders;
    expect(counter(result, "started")).toBeGreaterThan(100);
    expect(Array.from(plan.meters.linkBytes, (each) => counters[each])).toEqual(
      expected.machinery.wires.flatMap(({ bytes }) => [bytes.signalling, bytes.tlib]),
    );
    if (fidelity === "call") return;
    const sent = Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, 0]));
    for (const [row, count] of world.rowCount.entries())
      if (plan.program.op[row] === OP.DEPART) sent[MESSAGE_KINDS[plan.program.a[row]]] += count;
    for (const kind of ["INVITE", "RE_INVITE", "BYE", "T_REQUEST", "RECORDING_REQUEST"] as const)
      expect(sent[kind], kind).toBe(expected.messages[kind]);
  });

  test("ports, sessions, media and files follow from the talk", () => {
    const result = run(TWO_SITES, 1, `run.fidelity=${fidelity}`, ...ALL, ...ENOUGH);
    const served = result.records.filter(({ outcome }) => outcome === "served");
    const sessions = areaUs(result, "recording.sessions");
    expect(counter(result, "started")).toBe(served.length);
    expect(counter(result, "completed")).toBe(served.length);
    expect(counter(result, "stored")).toBe(served.length);
    expect(counter(result, "screens")).toBe(served.length);
    expect(counter(result, "muxed")).toBe(served.length);
    const streams = areaUs(result, "link.recordingStreams", "link:dc1>dc1");
    const atDc2 = areaUs(result, "link.recordingStreams", "link:dc2>dc2");
    const across = areaUs(result, "link.recordingStreams", "link:dc1>dc2");
    // Four at the MCP, but for agents of the other site, to whom two go by the link between.
    expect(streams + atDc2 + 2n * across).toBe(4n * sessions);
    expect(areaUs(result, "pool.inUse", "pool:mcp.recording")).toBe(sessions);
    if (fidelity === "message") return;
    expect(sessions).toBe(BigInt(sum(result.records.map(talkedUs))));
    const bytes = result.records.map((each) => Math.round((16_000 * talkedUs(each)) / 8e6));
    expect(counter(result, "stored.bytes")).toBe(sum(bytes));
    // Sizes on links: each file for its size over its rate, to the microsecond it is rounded to.
    const sent = Number(areaUs(result, "link.filesFromDesktops", "link:desks:dc1>dc1"));
    const others = Number(areaUs(result, "link.filesFromDesktops", "link:desks:dc2>dc2"));
    const screenUs = result.records.map((each) => (200_000 * talkedUs(each)) / 10e6);
    expect(Math.abs(sent + others - sum(screenUs))).toBeLessThan(served.length);
  });
});

test("a pause is the end of a talk, and stays out of the file", () => {
  const pause = ["recording.pause={ share: 1, duration: 8s }", "run.fidelity=call"];
  const result = run(TWO_SITES, 1, ...ALL, ...ENOUGH, ...pause);
  const plain = run(TWO_SITES, 1, ...ALL, ...ENOUGH, "run.fidelity=call");
  expect(result.records).toEqual(plain.records);
  const left = result.records.map((each) => Math.max(0, talkedUs(each) - 8e6));
  const bytes = left.map((us) => Math.round((16_000 * us) / 8e6));
  expect(counter(result, "stored.bytes")).toBe(sum(bytes));
  expect(areaUs(result, "recording.sessions")).toBe(areaUs(plain, "recording.sessions"));
});

test("a call whose recording finds no port goes on as if it were none to record", () => {
  const few = ["sites.dc1.ports.recording=1", "sites.dc2.ports.recording=0", "run.fidelity=call"];
  const result = run(TWO_SITES, 1, ...ALL, ...ENOUGH, ...few);
  const plain = run(TWO_SITES, 1, ...ENOUGH, "run.fidelity=call", "sites.dc1.trunks=unlimited");
  expect(result.records).toEqual(plain.records);
  const served = result.records.filter(({ outcome }) => outcome === "served").length;
  expect(counter(result, "missed")).toBeGreaterThan(0);
  expect(counter(result, "started") + counter(result, "missed")).toBe(served);
  expect(counter(result, "stored")).toBe(counter(result, "started"));
  for (const id of ["sessions", "upload.files", "upload.kB", "muxer.files"])
    expect(level(result, `recording.${id}`), id).toBe(0);
});

test("muxers slower than the screens that come fall behind, and catch up", () => {
  const slow = ["recording.screen.muxing=2", "components.muxer.modules.muxing.servers=1"];
  const result = run(TWO_SITES, 24, ...ALL, ...ENOUGH, "run.fidelity=call", ...slow);
  const most = result.plan.layout.find("level", "recording.muxer.files", "cluster")!;
  result.world.recorders.closeWindow(result.world.nowUs);
  const { levelMax } = result.world.recorders.finish();
  expect(levelMax[most]).toBeGreaterThan(50);
  expect(level(result, "recording.muxer.files")).toBe(0);
  expect(counter(result, "muxed")).toBe(counter(result, "screens"));
});

test("closed form: ports, muxers and links of a call, by hand", () => {
  const some = [
    ...["demand.customers.talk=20s", "recording.pause={ share: 0.5, duration: 8s }"],
    ...["recording.share=0.6", "recording.screen.share=0.5"],
  ];
  const without = planOf(scenarioOf(TWO_SITES, ...ENOUGH, ...some));
  const plan = planOf(scenarioOf(TWO_SITES, ...ALL, ...ENOUGH, ...some));
  const [load, plain] = [plan, without].map((each) => loadOf(each, [1]));
  // A tenth ends in the IVR, dc1 has 0.6 of the calls; of the rest 0.6 are recorded.
  const recorded = 0.9 * 0.6;
  expect(load.held.recordingPort.map((each) => each.toFixed(9))).toEqual(
    [0.6 * recorded * 20, 0.4 * recorded * 20].map((each) => each.toFixed(9)),
  );
  // Half of the files have 12 s instead of 20 s. Muxers stand at the first site.
  const muxer = componentIndex("muxer");
  expect(load.work[muxer][1][0]).toBeCloseTo(recorded * 0.5 * (0.5 + 0.05 * 16), 9);
  expect(load.work[muxer][1][1]).toBe(0);
  const { links, places } = plan.scenario;
  const toDc2 = links.findIndex(({ from, to }) => `${places[from]}>${places[to]}` === "dc1>dc2");
  // From the muxers to the store of the other site: screen and voice of the calls that enter there.
  const files = 0.4 * recorded * 0.5 * 16 * 216_000;
  expect(load.bits[toDc2] - plain.bits[toDc2]).toBeGreaterThan(files);
  expect(load.bits[toDc2] - plain.bits[toDc2]).toBeLessThan(files + 100_000);
});

test("nine steps, and what a recording adds to the SIP messages of a call", () => {
  const recording = flows.find(({ name }) => name === "recording")!;
  expect(Object.keys(recording.steps)).toEqual(Array.from({ length: 9 }, (_, i) => String(i + 1)));
  const inbound = flows.find(({ name }) => name === "inbound")!;
  const hops = (answers: Record<string, string>) =>
    pathsOf(inbound)
      .find(
        (path) =>
          path.name === "main" &&
          Object.entries(answers).every(([question, answer]) =>
            [...path.answers].some(([each, given]) => each === question && given === answer),
          ),
      )!
      .actions.filter(
        ({ action }) =>
          action.verb === "send" && /INVITE|ACK|BYE|TRYING|RINGING|INFO/.test(action.message),
      ).length;
  const plain = hops({ recorded: "no", pauses: "no" });
  const bridged = { recorded: "yes", recordingMode: "bridged", pauses: "no", screenRecorded: "no" };
  const siprec = { ...bridged, recordingMode: "siprec" };
  // Two dialogs of 20 messages, and re-INVITEs of 7 to the customer and 10 to the agent.
  expect(hops(bridged) - plain).toBe(40 + 7 + 10);
  expect(hops(siprec) - plain).toBe(20);
  // Two INFO transactions of three hops for a pause.
  expect(hops({ ...siprec, pauses: "yes" }) - hops(siprec)).toBe(12);
});
