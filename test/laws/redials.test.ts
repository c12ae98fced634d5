import { describe, expect, test } from "vitest";
import { CALL_OUTCOMES } from "../../src/model/actions.ts";
import { planOf } from "../../src/model/plan.ts";
import type { CallRecord } from "../../src/model/records.ts";
import { simulate } from "../../src/model/simulate.ts";
import { cohort, run, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

const DELAY_US = 30_000_000;
const ATTEMPTS = 3;
const AGAIN = [
  "run.fidelity=call",
  "queues.support.capacity=1",
  "agents.all.sites={ dc1: 2, dc2: 3 }",
  "demand.customers.redial.delay=30s",
  `demand.customers.redial.attempts=${ATTEMPTS}`,
];

const inVain = (outcome: "blocked" | "abandoned", share: number) => {
  const field = outcome === "blocked" ? "afterBlocked" : "afterAbandoned";
  return run(TWO_SITES, 1, ...AGAIN, `demand.customers.redial.${field}=${share}`);
};

/** The calls of each caller: one follows another 30 s, to the microsecond, after that ended so. */
function callersOf(records: readonly CallRecord[], outcome: string): CallRecord[][] {
  const at = new Map(records.map((each) => [each.arrivedUs, each]));
  const next = (each: CallRecord) =>
    each.outcome === outcome ? at.get(each.endedUs + DELAY_US) : undefined;
  const redials = new Set(records.map(next));
  return records
    .filter((each) => !redials.has(each))
    .map((first) => {
      const calls = [first];
      for (let each = next(first); each !== undefined; each = next(each)) calls.push(each);
      return calls;
    });
}

describe.each(["blocked", "abandoned"] as const)("who is %s", (outcome) => {
  test.each([1, 0.5])("calls again in %d of all cases, up to the last attempt", (share) => {
    const result = inVain(outcome, share);
    const callers = callersOf(result.records, outcome);
    const again = callers.reduce((sum, calls) => sum + calls.length - 1, 0);
    const failed = result.records.filter((each) => each.outcome === outcome).length;
    const spent = callers.filter(
      (calls) => calls.length === ATTEMPTS && calls.at(-1)!.outcome === outcome,
    ).length;
    expect(Math.max(...callers.map((calls) => calls.length))).toBe(ATTEMPTS);
    expect(cohort(result, "calls.redials")).toBe(again);
    expect(cohort(result, "calls.offered")).toBe(result.records.length);
    expect(again).toBeGreaterThan(20);
    const couldCall = failed - spent;
    const deviation = Math.sqrt(share * (1 - share) * couldCall);
    expect(Math.abs(again - share * couldCall)).toBeLessThanOrEqual(3.5 * deviation);
  });
});

test("first calls are the same whether others call again or not", () => {
  const firsts = ({ records }: ReturnType<typeof run>) =>
    new Set(records.map(({ arrivedUs }) => arrivedUs));
  const alone = firsts(inVain("blocked", 0));
  const withRedials = firsts(inVain("blocked", 1));
  expect([...alone].filter((arrivedUs) => !withRedials.has(arrivedUs))).toEqual([]);
  expect(withRedials.size).toBeGreaterThan(alone.size);
});

describe("callers are counted once, whatever they do", () => {
  const plan = planOf(
    scenarioOf(
      TWO_SITES,
      ...AGAIN,
      "run={ fidelity: call, warmUp: 2min, measure: 6min, startOfDay: '08:00' }",
      "demand.customers.redial.afterAbandoned=0.7",
    ),
  );
  const records: CallRecord[] = [];
  const sample = simulate(plan, 0, records);
  const { warmUpUs, measureUs } = plan.scenario.run;
  const callers = callersOf(records, "abandoned").filter(
    ([{ arrivedUs }]) => arrivedUs >= warmUpUs && arrivedUs < warmUpUs + measureUs,
  );
  const count = (id: string, scope = "cluster") =>
    sample.cohorts[plan.layout.find("cohort", id, scope)!];

  test("by the outcome of the last call, followed beyond the measured time", () => {
    const after = callers.filter((calls) => calls.at(-1)!.arrivedUs >= warmUpUs + measureUs);
    expect(after.length).toBeGreaterThan(2);
    expect(count("callers.offered")).toBe(callers.length);
    expect(count("callers.calls")).toBe(callers.flat().length);
    for (const outcome of CALL_OUTCOMES)
      expect(count(`callers.${outcome}`, "queue:support"), outcome).toBe(
        callers.filter((calls) => calls.at(-1)!.outcome === outcome).length,
      );
    expect(count("callers.openAtEnd")).toBe(0);
  });

  test("from the first call to the answer", () => {
    const tally = plan.layout.find("tally", "callers.toAnswer", "cluster")!;
    const answered = callers.filter((calls) => calls.at(-1)!.answeredUs !== null);
    const sumUs = answered.reduce(
      (sum, calls) => sum + calls.at(-1)!.answeredUs! - calls[0].arrivedUs,
      0,
    );
    expect(sample.tallyCount[tally]).toBe(answered.length);
    expect(sample.tallySum[tally]).toBe(sumUs);
  });
});
