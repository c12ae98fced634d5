import fc from "fast-check";
import { expect, test } from "vitest";
import { CallColumns } from "../../src/callLog/callColumns.ts";
import { callsText } from "../../src/callLog/callsText.ts";
import { RawCall } from "../../src/callLog/rawCall.ts";
import { settle } from "../../src/callLog/settle.ts";
import { LOGGED_OUTCOMES } from "../../src/callLog/types.ts";
import { parsed } from "./support.ts";

const LOG = {
  ...{ differenceUs: 0, gapUs: 3e6, namesAgents: true, tellsQueue: true, tellsService: true },
};
const HOUR_US = 3600e6;

const unknownOr = (of: fc.Arbitrary<number>, unknown: number) => fc.oneof(fc.constant(unknown), of);
const time = unknownOr(fc.integer({ min: 0, max: 100 * HOUR_US }), Number.NaN);
/** Near each other, as most are, or anywhere. */
const near = unknownOr(fc.integer({ min: 8 * HOUR_US, max: 8 * HOUR_US + 6e6 }), Number.NaN);
const length = unknownOr(fc.integer({ min: -5e6, max: 60 * HOUR_US }), Number.NaN);
const number = unknownOr(fc.nat({ max: 3 }), -1);

const rawCall = fc
  .record({
    day: fc.integer({ min: 10_000, max: 10_003 }),
    arrivedUs: fc.integer({ min: 0, max: 24 * HOUR_US - 1 }),
    ...{ queuedUs: fc.oneof(near, time), dequeuedUs: fc.oneof(near, time) },
    ...{ answeredUs: fc.oneof(near, time), endedUs: fc.oneof(near, time) },
    ...{ freedUs: fc.oneof(near, time), ivrUs: length, waitUs: length, talkUs: length },
    ...{ workUs: length, type: number, priority: number, agent: number, customer: number },
    outcome: unknownOr(fc.nat({ max: LOGGED_OUTCOMES.length - 1 }), -1),
  })
  .map((fields) => Object.assign(new RawCall(), fields));

test("calls.csv is read back to the same columns, whatever a log says", () => {
  const names = ["plain", 'with "quotes", commas', " blank", "ünïcode"];
  fc.assert(
    fc.property(fc.array(rawCall, { minLength: 1, maxLength: 8 }), (raw) => {
      const columns = new CallColumns();
      raw.forEach((call, i) => {
        call.line = i + 2;
        settle(call, LOG, () => {});
        columns.add(call);
      });
      const nameOf = (index: number) => names[index]!;
      const calls = columns.finish({ type: nameOf, agent: nameOf });
      expect(parsed([...callsText(calls)].join(""), {}, 100).calls).toEqual(calls);
    }),
    { numRuns: 1000 },
  );
});

test("times of a settled call do not go back, but for a day before the arrival", () => {
  fc.assert(
    fc.property(rawCall, (call) => {
      settle(call, LOG, () => {});
      const { arrivedUs, queuedUs, dequeuedUs, answeredUs, endedUs, freedUs } = call;
      const goesBack = [
        queuedUs < arrivedUs,
        dequeuedUs < queuedUs,
        endedUs < answeredUs,
        freedUs < endedUs,
        call.outcome === LOGGED_OUTCOMES.indexOf("served") && answeredUs < dequeuedUs,
      ];
      expect(goesBack).not.toContain(true);
      expect(arrivedUs >= 0 && arrivedUs < 24 * HOUR_US).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
