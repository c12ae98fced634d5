import { describe, expect, test } from "vitest";
import { CALL_OUTCOMES } from "../../src/model/actions.ts";
import { areaUs, cohort, type Run, run, TWO_SITES } from "../support/scenarios.ts";

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const drained = (seed: number, ...overrides: string[]): Run =>
  run(TWO_SITES, 1, `run.seed=seed-${seed}`, ...overrides);

const sum = (values: readonly number[]): bigint =>
  values.reduce((total, value) => total + BigInt(value), 0n);

describe.each(SEEDS)("a run that starts empty and drains, seed %i", (seed) => {
  const result = drained(seed);
  const { records } = result;

  test("gives every call exactly one outcome", () => {
    const counts = CALL_OUTCOMES.map((outcome) => cohort(result, `calls.${outcome}`));
    expect(counts.reduce((total, count) => total + count, 0)).toBe(cohort(result, "calls.offered"));
    expect(counts).toEqual(
      CALL_OUTCOMES.map((outcome) => records.filter((record) => record.outcome === outcome).length),
    );
    expect(new Set(records.map(({ serial }) => serial)).size).toBe(records.length);
    for (const { outcome, queuedUs, selectedUs, answeredUs } of records) {
      expect(answeredUs !== null).toBe(outcome === "served");
      expect(selectedUs === null && answeredUs !== null).toBe(false);
      expect(queuedUs === null && selectedUs !== null).toBe(false);
    }
  });

  test("keeps Little's law to the microsecond", () => {
    expect(areaUs(result, "calls.inSystem")).toBe(
      sum(records.map(({ arrivedUs, endedUs }) => endedUs - arrivedUs)),
    );
    expect(areaUs(result, "calls.inQueue")).toBe(
      sum(
        records.map(({ queuedUs, selectedUs, endedUs }) =>
          queuedUs === null ? 0 : (selectedUs ?? endedUs) - queuedUs,
        ),
      ),
    );
    expect(areaUs(result, "calls.talking")).toBe(
      sum(
        records.map(({ answeredUs, endedUs }) => (answeredUs === null ? 0 : endedUs - answeredUs)),
      ),
    );
  });

  test("books agents for exactly what they do", () => {
    const states = ["reserved", "ringing", "talking", "afterCallWork"];
    const busy = states.map((state) => areaUs(result, `agents.${state}`));
    expect(areaUs(result, "agents.busy")).toBe(busy.reduce((total, area) => total + area, 0n));
  });
});

test.each(SEEDS)(
  "without signalling delay ringing and work follow from the records, seed %i",
  (seed) => {
    const result = drained(seed, "run.fidelity=call");
    const { records } = result;
    const named = records.filter(({ selectedUs }) => selectedUs !== null);
    const ringing = named.map(
      ({ selectedUs, answeredUs, endedUs }) => (answeredUs ?? endedUs) - selectedUs!,
    );
    const work = named.map(({ outcome }) => (outcome === "served" ? 5_000_000 : 0));
    const talking = named.map(({ answeredUs, endedUs }) =>
      answeredUs === null ? 0 : endedUs - answeredUs,
    );
    expect(areaUs(result, "calls.ringing")).toBe(sum(ringing));
    expect(areaUs(result, "agents.busy")).toBe(sum(ringing) + sum(talking) + sum(work));
  },
);
