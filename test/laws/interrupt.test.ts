import { expect, test } from "vitest";
import { run, TWO_SITES } from "../support/scenarios.ts";

/** An answer and its acknowledgement take less. */
const ANSWER_US = 1_000_000;
const STRIKES_US = 300_000_000;
const MENDED_US = 310_000_000;
const FAULT = `${TWO_SITES}faults:
  - linkDown: { target: "carrier>dc1", at: 300s, for: 10s }
`;

test.each(["message", "call"])("a dead carrier link cuts off who talks over it, %s", (fidelity) => {
  const { records, world } = run(FAULT, 1, `run.fidelity=${fidelity}`);
  const lost = records.filter(({ outcome }) => outcome === "lost");
  const cutOff = lost.filter(({ answeredUs }) => answeredUs !== null);
  expect(cutOff.length).toBeGreaterThan(0);
  expect(new Set(cutOff.map(({ site }) => site))).toEqual(new Set([0]));
  expect(cutOff.filter(({ endedUs }) => endedUs === STRIKES_US).length).toBeGreaterThan(0);
  // Who is answered about that time or later hears nobody: media that would begin end the call.
  const talked = records.filter(
    ({ site, answeredUs, endedUs }) =>
      site === 0 &&
      answeredUs !== null &&
      answeredUs < MENDED_US - ANSWER_US &&
      endedUs > Math.max(STRIKES_US, answeredUs + ANSWER_US),
  );
  expect(talked).toEqual([]);
  expect(world.pools.inUse).toBe(0);
});
