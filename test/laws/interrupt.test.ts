import { expect, test } from "vitest";
import { run, TWO_SITES } from "../support/scenarios.ts";

const STRIKES_US = 300_000_000;
const FAULT = `${TWO_SITES}faults:
  - linkDown: { target: "carrier>dc1", at: 300s, for: 10s }
`;

test.each(["message", "call"])("a dead carrier link cuts off who talks over it, %s", (fidelity) => {
  const { records, world } = run(FAULT, 1, `run.fidelity=${fidelity}`);
  const lost = records.filter(({ outcome }) => outcome === "lost");
  const cutOff = lost.filter(({ answeredUs }) => answeredUs !== null);
  expect(cutOff.length).toBeGreaterThan(0);
  for (const { site, endedUs } of cutOff) expect([site, endedUs]).toEqual([0, STRIKES_US]);
  const talkedThrough = records.filter(
    ({ site, answeredUs, endedUs }) =>
      site === 0 && answeredUs !== null && answeredUs < STRIKES_US && endedUs > STRIKES_US,
  );
  expect(talkedThrough).toEqual([]);
  expect(world.pools.inUse).toBe(0);
});
