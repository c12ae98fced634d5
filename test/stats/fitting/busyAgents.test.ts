import fc from "fast-check";
import { expect, test } from "vitest";
import { busyAgentsOf } from "../../../src/stats/fitting/busyAgents.ts";
import { queueingOf } from "../../../src/stats/fitting/presence.ts";

const GRID = { startUs: 10, lengthUs: 20, count: 4 };
const rows = (length: number) =>
  fc.array(fc.tuple(fc.nat(2), fc.nat(100), fc.nat(length)), { maxLength: 12 });

test("agents in service, in all and while somebody waits: beside every tick", () => {
  fc.assert(
    fc.property(rows(30), rows(15), (serving, waiting) => {
      const services = {
        agent: serving.map(([agent]) => agent),
        fromUs: serving.map(([, from]) => from),
        toUs: serving.map(([, from, length]) => from + length),
      };
      const ends = waiting.map(([, from, length]) => from + length);
      const queueing = queueingOf(
        waiting.map(([, from]) => from),
        ends,
      );
      const found = busyAgentsOf(services, queueing, GRID);
      for (let i = 0; i < GRID.count; i++) {
        let [busy, whileWaiting, queued] = [0, 0, 0];
        for (let tick = 10 + 20 * i; tick < 30 + 20 * i; tick++) {
          const isServing = ([, from, length]: readonly number[]) =>
            from! <= tick && tick < from! + length!;
          const agents = new Set(serving.filter(isServing).map(([agent]) => agent)).size;
          const waits = waiting.some(isServing);
          busy += agents;
          if (waits) whileWaiting += agents;
          queued += Number(waits);
        }
        expect(found.busy[i]).toBeCloseTo(busy / 20, 9);
        expect(found.waitingS[i]).toBeCloseTo(queued / 1e6, 12);
        if (queued === 0) expect(found.busyWhileWaiting[i]).toBeNaN();
        else expect(found.busyWhileWaiting[i]).toBeCloseTo(whileWaiting / queued, 9);
      }
    }),
    { numRuns: 300 },
  );
});
