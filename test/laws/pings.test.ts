import { describe, expect, test } from "vitest";
import { runUntil } from "../../src/engine/loop.ts";
import { capacityOf } from "../../src/model/capacity.ts";
import { planOf } from "../../src/model/plan.ts";
import { simulate } from "../../src/model/simulate.ts";
import { componentIndex } from "../../src/model/topology.ts";
import { wire } from "../../src/model/wire.ts";
import { estimate } from "../../src/stats/estimate.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import { NO_PINGS, run, runFor, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

const SECOND_US = 1_000_000;

test("pings of a healthy cluster disturb no draw", () => {
  const at = (...more: string[]) => run(TWO_SITES, 0.3, "signalling.timeFactor=0", ...more);
  const [on, off] = [at(), at(...NO_PINGS)];
  expect(on.records.length).toBeGreaterThan(100);
  expect(on.records).toEqual(off.records);
  const worked = ({ world }: typeof on) => world.platform.messages(world.topology.stationOf[0]);
  expect(worked(on)).toBeGreaterThan(worked(off));
});

test("pairs times the length of the run over the interval are sent and answered", () => {
  const { world, plan } = run(TWO_SITES.replace("2400/h", "0/h"), 0.5);
  const { atSite, nodes } = plan.topology;
  const count = (component: string, site: number) => atSite[componentIndex(component)][site].count;
  let expected = 0;
  for (const site of [0, 1]) {
    const proxies = count("sipProxy", site);
    expected += (proxies * nodes.length * 1800) / 5 + (count("sbc", site) * proxies * 1800) / 30;
  }
  expect(expected).toBeGreaterThan(1000);
  expect(world.recorders.counters[plan.meters.sipMessages]).toBeCloseTo(2 * expected, -1);
});

test("the capacity table is within the error of a run that pings and registers a lot", () => {
  const often = ["signalling.options.oosCheck=50ms", "signalling.options.sbcCheck=200ms"];
  const registers = ["run.registrations=true", "signalling.registerExpires=20s"];
  const patient = ["demand.customers.patience=never", "demand.customers.ivr.patience=never"];
  const even = ["demand.customers.sites={ dc1: 0.5, dc2: 0.5 }", "sites.dc1.trunks=unlimited"];
  const enough = ["agents.all.sites={ dc1: 50, dc2: 50 }", "sites.dc2.trunks=unlimited"];
  const steady = TWO_SITES.replace(/intervals: .*/, "rate: 2400/h");
  const run = ["run.warmUp=2min", "run.measure=8min"];
  const overrides = [...often, ...registers, ...patient, ...even, ...enough, ...run];
  const plan = planOf(scenarioOf(steady, ...overrides));
  const samples = Array.from({ length: 6 }, (_, i) => simulate(plan, i));
  const found = estimate(metrics, plan.layout, samples);
  const rows = capacityOf(plan).filter(({ kind }) => kind === "component");
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((row) => 2 * row.standing > row.utilisation * row.size).length).toBe(3);
  for (const { scope, utilisation } of rows) {
    const used = found.find((each) => each.id === "component.utilisation" && each.scope === scope)!;
    const off = Math.abs(used.estimate! - utilisation) / used.halfWidth95!;
    expect(off, `${scope} ${utilisation}`).toBeLessThan(2);
  }
});

describe("a SIP Proxy crashes, and nobody says so", () => {
  const CRASH_S = 100;
  const BACK_S = 160;
  const text = `${TWO_SITES.replace("dc1: {", "dc1: { sbc: 1,")}faults:
  - instanceDown: { target: dc1/sipProxy/1, at: ${CRASH_S}s, for: ${BACK_S - CRASH_S}s }
`;

  /** Seconds from the crash until senders leave it alone, and from its return until not. */
  function noticed(seed: number, misses: number, from = text, ...more: string[]) {
    const pings = ["signalling.options.sbcCheck=10s", `signalling.options.sbcMisses=${misses}`];
    const still = "signalling.avoidSilent=0s";
    const plan = planOf(scenarioOf(from, `run.seed=law-${seed}`, still, ...pings, ...more));
    const world = wire(plan, 0);
    const { first } = plan.topology.atSite[componentIndex("sipProxy")][0];
    const { placeOf } = world.platform;
    const when = (fromS: number, isAvoided: boolean) => {
      for (let atUs = fromS * SECOND_US; atUs < 200 * SECOND_US; atUs += SECOND_US / 20) {
        runUntil(world, atUs);
        if (world.platform.isAvoided(first, placeOf[first], atUs) === isAvoided)
          return atUs / SECOND_US - fromS;
      }
      return Number.NaN;
    };
    return { gone: when(CRASH_S, true), back: when(BACK_S, false) };
  }

  test.each([1, 3])("its site leaves it alone after %i missed, until it answers", (misses) => {
    const found = Array.from({ length: 60 }, (_, seed) => noticed(seed, misses));
    // The first ping after the crash comes at U(0, 10 s); the last miss is seen 10 s after it.
    const shares = found.map(({ gone }) => gone / 10 - misses);
    for (const share of shares) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThan(1.01);
    }
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    // A uniform share has the standard deviation 12^-1/2; 3.9 standard errors.
    expect(Math.abs(mean - 0.5)).toBeLessThan(3.9 / Math.sqrt(12 * shares.length));
    for (const { back } of found) expect(back).toBeLessThan(10.1);
    expect(Math.max(...found.map(({ back }) => back))).toBeGreaterThan(5);
  });

  test("callers who come later than that are not sent there", () => {
    const pings = ["signalling.options.sbcCheck=10s", "signalling.options.sbcMisses=1"];
    const calls = ["demand.customers.ivr.duration=1s", "signalling.avoidSilent=0s"];
    const { records } = runFor(planOf(scenarioOf(text, ...pings, ...calls)), 0.1);
    const late = records.filter(
      ({ queuedUs, arrivedUs }) => queuedUs !== null && queuedUs - arrivedUs > 32 * SECOND_US,
    );
    expect(late.length).toBeGreaterThan(0);
    for (const { arrivedUs } of late) expect(arrivedUs).toBeLessThan((CRASH_S + 20.1) * SECOND_US);
  });

  test("without pings they find out by time-outs alone", () => {
    expect(noticed(1, 1, text, ...NO_PINGS).gone).toBeNaN();
  });

  const stated = (atS: number, detectionS: number) => {
    const fault = `target: dc1/sipProxy/1, at: ${atS}s, for: 60s, detection: ${detectionS}s`;
    return `  - instanceDown: { ${fault} }\n`;
  };

  test("a written detection goes before what pings would find, and says nothing of others", () => {
    const alone = text.slice(0, text.indexOf("  - instanceDown"));
    expect(noticed(1, 1, alone + stated(CRASH_S, 50)).gone).toBeCloseTo(50, 0);
    expect(noticed(1, 1, text + stated(900, 50)).gone).toBeLessThan(20.1);
  });

  test("a ping that waited in its queue is void, and the next one finds it back", () => {
    const oneMinute = text.replace(
      "length: 10min, rates: [2400/h]",
      "length: 1min, rates: [2400/h, 0/h]",
    );
    const slow = "components.sipProxy.serviceOf.INVITE=20s";
    expect(noticed(1, 1, oneMinute, slow).back).toBeLessThan(10.1);
  });

  const quiet = text.replace("rates: [2400/h]", "rates: [0/h]");
  const slow = "components.sipProxy.serviceOf.OPTIONS=3s";
  const each = <T>(of: (seed: number) => T) => Array.from({ length: 20 }, (_, seed) => of(seed));

  test("it answers no ping that it was working on", () => {
    const found = each((seed) => noticed(seed, 1, quiet, slow).gone);
    // Of the last 3 s before the crash, missed 10 s after they were sent; or the first after it.
    expect(Math.min(...found)).toBeGreaterThan(6.9);
    expect(Math.min(...found)).toBeLessThan(10);
    expect(Math.max(...found)).toBeLessThan(17.1);
  });

  test("an SBC that was down itself begins to count anew", () => {
    const own = "  - instanceDown: { target: dc1/sbc/1, at: 115s, for: 11s }\n";
    for (const gone of each((seed) => noticed(seed, 2, quiet + own).gone)) {
      expect(gone).toBeGreaterThanOrEqual(126 - CRASH_S + 20);
      expect(gone).toBeLessThan(126 - CRASH_S + 30.1);
    }
  });

  test("an SBC that is down hears no answer", () => {
    const own = `${quiet.slice(0, quiet.indexOf("  - instanceDown"))}
  - instanceDown: { target: dc1/sbc/1, at: ${CRASH_S}s, for: 60s }\n`;
    each((seed) => {
      const pings = ["signalling.options.sbcCheck=10s", `run.seed=down-${seed}`, slow];
      const plan = planOf(scenarioOf(own, ...pings));
      const world = wire(plan, 0);
      const { first } = plan.topology.atSite[componentIndex("sbc")][0];
      const heard = (seconds: number) => {
        runUntil(world, seconds * SECOND_US);
        return world.platform.messages(plan.topology.stationOf[first]);
      };
      const before = heard(CRASH_S);
      expect(before).toBeGreaterThan(5);
      expect(heard(BACK_S)).toBe(before);
    });
  });
});
