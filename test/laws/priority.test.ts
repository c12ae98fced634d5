import { expect, test } from "vitest";
import type { CallRecord } from "../../src/model/records.ts";
import { run } from "../support/scenarios.ts";

/** Three sorts of callers, two of them in one queue, before the same twelve agents. */
const SORTS = [0, 5, 2];
const PRIORITIES = `name: priorities
platform: none
run: { warmUp: 0s, measure: 1h }
sites: { dc1: {} }
demand:
${SORTS.map(
  (priority, i) => `  sort${i}:
    queue: ${i === 2 ? "first" : "second"}
    priority: ${priority}
    rate: 1.35/min
    ivr: { duration: 0s }
    patience: "exponential(mean 10min)"
    ring: 0s
    talk: "exponential(mean 180s)"
    afterCallWork: 0s`,
).join("\n")}
queues:
  first: { groups: [all] }
  second: { groups: [all] }
agents:
  all: { sites: { dc1: 12 } }
`;

/** Whether a call was waiting just before this instant. */
const waitsAt =
  (atUs: number) =>
  ({ queuedUs, selectedUs, endedUs }: CallRecord): boolean =>
    queuedUs !== null && queuedUs < atUs && (selectedUs ?? endedUs) > atUs;

test("nobody is answered before a call of higher priority, or an older one of the same", () => {
  const { records } = run(PRIORITIES, 6);
  const priority = ({ demand }: CallRecord) => SORTS[demand]!;
  const delayed = records.filter(
    ({ queuedUs, selectedUs }) => selectedUs !== null && selectedUs > queuedUs!,
  );
  const passedOver = delayed.filter((call) =>
    records
      .filter(waitsAt(call.selectedUs!))
      .some(
        (other) =>
          priority(other) > priority(call) ||
          (priority(other) === priority(call) && other.queuedUs! < call.queuedUs!),
      ),
  );
  expect(passedOver).toEqual([]);
  for (const sort of SORTS.keys())
    expect(delayed.filter(({ demand }) => demand === sort).length).toBeGreaterThan(20);
});
