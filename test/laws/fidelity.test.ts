import { describe, expect, test } from "vitest";
import type { RecorderKind } from "../../src/measure/layout.ts";
import type { Sample } from "../../src/measure/types.ts";
import { planOf } from "../../src/model/plan.ts";
import { simulate } from "../../src/model/simulate.ts";
import { randomScenario } from "../support/randomScenario.ts";
import { NO_PINGS, run, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

test.each(Array.from({ length: 50 }, (_, i) => 3000 + i))(
  "with instant signalling both fidelities give the same call records, seed %i",
  (seed) => {
    const text = randomScenario(seed, { faults: false });
    const unlimited = ["sipProxy", "mcp"].map((each) => `components.${each}.dialogRate=unlimited`);
    const instant = ["signalling.timeFactor=0", ...unlimited];
    const at = (fidelity: string) =>
      run(text, 0.25, `run.fidelity=${fidelity}`, ...instant).records;
    const calls = at("message");
    expect(calls.length).toBeGreaterThan(0);
    expect(calls).toEqual(at("call"));
  },
);

/** What a sample says of one recorder. */
const READ: Record<RecorderKind, (sample: Sample, index: number) => unknown> = {
  // Work that is shared evenly adds up with rounding.
  counter: ({ counters }, index) => Math.round(counters[index] * 1e6) / 1e6,
  cohort: ({ cohorts }, index) => cohorts[index],
  level: (sample, index) => [
    sample.levelMean[index],
    sample.levelMax[index],
    sample.levelHistogram[index],
  ],
  tally: (sample, index) => [
    sample.tallyCount[index],
    sample.tallySum[index],
    sample.tallyMax[index],
    sample.tallyHistogram[index],
  ],
  window: ({ windowHistogram, windowMax }, index) => [windowHistogram[index], windowMax[index]],
  minute: ({ minutes }, index) => minutes[index],
  course: ({ courses }, index) => courses[index],
  moment: ({ moments }, index) => moments[index],
};

/** Only messages that are sent meet a queue, and instances of one component share work in turn. */
const OF_MESSAGES = /^(tally component\.delay |tally setup\.delay |counter component.* instance:)/;

/** Everything a replication of two sites measures, by recorder. */
function measured(fidelity: string, ...more: string[]): Map<string, unknown> {
  const { layout, sample } = sampleOf(fidelity, ...more);
  const named = layout.entries.map(({ kind, id, scope, index }): [string, unknown] => [
    `${kind} ${id} ${scope}`,
    READ[kind](sample, index),
  ]);
  return new Map(named.filter(([name]) => !OF_MESSAGES.test(name)));
}

function sampleOf(fidelity: string, ...more: string[]) {
  const window = ["run.warmUp=2min", "run.measure=7min"];
  const few = ["sites.dc1.trunks=12", "sites.dc2.portsPerMcp=2", "queues.support.capacity=3"];
  const instant = [`run.fidelity=${fidelity}`, "signalling.timeFactor=0"];
  const plan = planOf(scenarioOf(TWO_SITES, ...window, ...few, ...instant, ...more));
  return { layout: plan.layout, sample: simulate(plan, 0) };
}

const MIXED = ["carrier=udp", "cluster=tcp", "phones=tls"].map(
  (each) => `signalling.transport.${each}`,
);

/** Agents of both sites log in, and their phones register, in the measured window too. */
const LOG_INS = [
  ...["run.agentsAtStart=logInWave", "run.logInSpread=5min"],
  ...["run.registrations=true", "signalling.registerExpires=1min"],
];

describe.each([
  { by: "UDP", more: [] },
  { by: "UDP, TCP and TLS", more: MIXED },
  { by: "UDP, with log-ins", more: LOG_INS },
])("with instant signalling both fidelities measure the same by $by", ({ more }) => {
  const [sent, accounted] = ["message", "call"].map((each) => measured(each, ...NO_PINGS, ...more));

  test("in the same recorders", () => {
    expect([...accounted.keys()]).toEqual([...sent.keys()]);
    expect(sent.size).toBeGreaterThan(200);
  });

  test("to the last bit", () => {
    const differing = [...sent].filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(accounted.get(name)),
    );
    expect(differing.map(([name, value]) => [name, value, accounted.get(name)])).toEqual([]);
  });

  test("pings too: a window of whole intervals has as many of them, whatever their phases", () => {
    const often = ["signalling.options.oosCheck=2s", "signalling.options.sbcCheck=4s"];
    const counters = (fidelity: string) =>
      [...measured(fidelity, ...often, ...more)].filter(([name]) => name.startsWith("counter "));
    expect(counters("message")).toEqual(counters("call"));
    expect(counters("call")).not.toEqual(
      [...accounted].filter(([name]) => name.startsWith("counter ")),
    );
  });
});
