import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { redialAttemptsOf } from "../../../src/stats/fitting/redialAttempts.ts";
import {
  type CallEnd,
  type CallersLog,
  followedCalls,
  isGivenUp,
  redialStudyOf,
} from "../../../src/stats/fitting/redialCalls.ts";
import { covers, withinBinomial } from "./coverage.ts";

const LOGS = 40;
const HOUR_US = 3600e6;

interface Truth {
  readonly first: number;
  readonly later: number;
  readonly blocked: number;
  /** Seconds. */
  readonly delay: number;
  /** Calls for other reasons, of anybody known, per hour. */
  readonly others: number;
}

interface Call {
  readonly customer: number;
  readonly day: number;
  readonly arrivedUs: number;
  readonly endedUs: number;
  readonly end: CallEnd;
}

const logOf = (calls: readonly Call[]): CallersLog => ({
  customer: calls.map(({ customer }) => customer),
  day: calls.map(({ day }) => day),
  arrivedUs: calls.map(({ arrivedUs }) => arrivedUs),
  endedUs: calls.map(({ endedUs }) => endedUs),
  end: calls.map(({ end }) => end),
  untilUs: () => 10 * HOUR_US,
});

/** Four days of 500 callers in eight hours, of ten observed; two in three are known. */
function madeLog(truth: Truth, seed: string): CallersLog {
  const random = seedrandom(seed);
  const exponential = (seconds: number) => -Math.log(1 - random()) * seconds * 1e6;
  const calls: Call[] = [];
  for (let caller = 0; caller < 2000; caller++) {
    const [day, customer] = [caller % 4, caller % 3 === 0 ? -1 : caller];
    let arrivedUs = random() * 8 * HOUR_US;
    for (let attempt = 1; arrivedUs < 10 * HOUR_US; attempt++) {
      const draw = random();
      const end = draw < 0.4 ? "abandoned" : draw < 0.6 ? "blocked" : "served";
      const endedUs = arrivedUs + exponential(60);
      calls.push({ customer, day, arrivedUs, endedUs, end });
      const byAttempt = attempt === 1 ? truth.first : truth.later;
      const share = end === "served" ? 0 : end === "blocked" ? truth.blocked : byAttempt;
      const redial = random() < share ? exponential(truth.delay) : Infinity;
      const other = truth.others === 0 ? Infinity : exponential(3600 / truth.others);
      arrivedUs = endedUs + Math.min(redial, other);
      if (other < redial) attempt = 0;
    }
  }
  return logOf(calls.sort((a, b) => a.day - b.day || a.arrivedUs - b.arrivedUs));
}

describe("who calls again, by what became of the call before", () => {
  test.each([
    { first: 0.5, later: 0.5, blocked: 0.8, delay: 600, others: 0 },
    { first: 0.3, later: 0.3, blocked: 0.6, delay: 2400, others: 0.04 },
  ])("%o: both shares and their delay are covered", (truth) => {
    const held = { abandoned: 0, blocked: 0, delay: 0 };
    for (let log = 0; log < LOGS; log++) {
      const { abandoned, blocked, known } = redialStudyOf(madeLog(truth, `${truth.delay}/${log}`));
      held.abandoned += Number(covers(abandoned!.share, truth.first));
      held.blocked += Number(covers(blocked!.share, truth.blocked));
      held.delay += Number(covers(abandoned!.delay, truth.delay));
      expect(known.estimate).toBeCloseTo(2 / 3, 0);
    }
    for (const count of Object.values(held)) expect(withinBinomial(count, LOGS, 0.95)).toBe(true);
  });

  test("a share that falls after the first attempt is seen, one that does not is not", () => {
    const told = (later: number) => {
      const truth = { first: 0.6, later, blocked: 0.6, delay: 600, others: 0.02 };
      const found = Array.from({ length: LOGS }, (_, log) =>
        redialAttemptsOf(madeLog(truth, `a${later}/${log}`)),
      );
      return found.filter((each) => each.test!.p < 0.05).length;
    };
    expect(withinBinomial(LOGS - told(0.6), LOGS, 0.95)).toBe(true);
    expect(told(0.2)).toBeGreaterThan(0.9 * LOGS);
  });

  test("nobody known: nothing is told", () => {
    const log = madeLog({ first: 0.5, later: 0.5, blocked: 0.5, delay: 60, others: 0 }, "nobody");
    const strangers = { ...log, customer: log.end.map(() => -1) };
    expect(redialStudyOf(strangers)).toMatchObject({ abandoned: null, known: { estimate: 0 } });
    expect(redialAttemptsOf(strangers).test).toBeNull();
  });
});

test("followed calls: beside a search of all later calls for each", () => {
  const log = madeLog({ first: 0.5, later: 0.4, blocked: 0.5, delay: 900, others: 0.5 }, "slow");
  const rows = log.end.map((_, row) => row).filter((row) => log.customer[row]! >= 0);
  const own = (row: number) =>
    rows.filter(
      (other) => log.customer[other] === log.customer[row] && log.day[other] === log.day[row],
    );
  const attemptOf = (row: number): number => {
    const before = own(row)
      .filter((other) => other < row)
      .at(-1);
    return before !== undefined && isGivenUp(log.end[before]) ? attemptOf(before) + 1 : 1;
  };
  const slow = rows.map((row) => {
    const next = own(row).find((other) => other > row);
    const toUs = next === undefined ? 10 * HOUR_US : log.arrivedUs[next]!;
    const seconds = (toUs - log.endedUs[row]!) / 1e6;
    return { row, attempt: attemptOf(row), seconds, isCall: next !== undefined };
  });
  const isSeen = ({ seconds }: { seconds: number }) => seconds > 0;
  expect(followedCalls(log)).toEqual(slow.filter(isSeen));
  expect(Math.max(...slow.map(({ attempt }) => attempt))).toBeGreaterThan(3);
});

test("another day: the last call of a day, and whether the log's next day has one", () => {
  const call = (customer: number, day: number, hour: number, end: CallEnd): Call => ({
    ...{ customer, day, end },
    arrivedUs: hour * HOUR_US,
    endedUs: hour * HOUR_US + 1e6,
  });
  const { anotherDay } = redialStudyOf(
    logOf([
      call(1, 3, 1, "abandoned"),
      call(2, 3, 2, "abandoned"),
      call(1, 3, 3, "served"),
      call(3, 3, 4, "blocked"),
      call(-1, 3, 5, "abandoned"),
      call(2, 7, 1, "served"),
      call(1, 9, 1, "served"),
    ]),
  );
  // Of 2 and 3, who gave up last on day 3, 2 called on day 7, the log's next; of those who were
  // served, 1 on day 3 called on day 9 only, 2 on day 7 not again.
  expect(anotherDay.givenUp.estimate).toBe(0.5);
  expect(anotherDay.served.estimate).toBe(0);
  expect(anotherDay.test.freedom).toBe(1);
});
