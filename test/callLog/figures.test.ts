import { describe, expect, test } from "vitest";
import { dateText, daysOf, weekdayText } from "../../src/callLog/days.ts";
import { figuresOf, shareWaitingLonger } from "../../src/callLog/figures.ts";
import { selectDays } from "../../src/callLog/selectDays.ts";
import { aLog } from "./aLog.ts";

const GRID = { startUs: 0, lengthUs: 100e6, count: 3 };

describe("figures of a day", () => {
  const calls = aLog([
    { arrived: 10, queued: 20, dequeued: 20, answered: 20, ended: 150, agent: 0 },
    { arrived: 15, queued: 30, dequeued: 90, outcome: "abandoned", ended: 90 },
    { arrived: 99, queued: 110, dequeued: 150, answered: 155, ended: 205, agent: 1 },
    { arrived: 120, queued: 130, dequeued: 130, ended: 130, outcome: "abandoned" },
    { arrived: 140, outcome: "contained", ended: 170 },
    { arrived: 150, queued: 160, dequeued: 160, answered: 160, ended: 163, agent: -1 },
    { arrived: 290, queued: 300, dequeued: 360, answered: 360, ended: 400, agent: 0 },
  ]);
  const figures = figuresOf(calls, { day: 0, from: 0, to: calls.count }, GRID);

  test("calls are booked to the interval in which they arrive, with all that happens later", () => {
    expect([...figures.asked]).toEqual([3, 1, 1]);
    expect([...figures.abandoned]).toEqual([1, 1, 0]);
    expect([...figures.served]).toEqual([2, 0, 1]);
    expect([...figures.waitedUs]).toEqual([100e6, 0, 60e6]);
  });

  test("agents in service are counted by the clock", () => {
    expect([...figures.busy].map((value) => +value.toFixed(9))).toEqual([0.8, 0.95, 0.05]);
  });

  test("who ends in the IVR, or is answered by nobody, does not ask for an agent", () => {
    expect(figures.waitsUs).toHaveLength(5);
    expect(shareWaitingLonger(figures, 0)).toBe(3 / 5);
    expect(shareWaitingLonger(figures, 40e6)).toBe(2 / 5);
  });
});

describe("days", () => {
  test("dates and days of the week, leap years and ends of centuries among them", () => {
    const at = (text: string) =>
      Math.round(Date.UTC(+text.slice(0, 4), +text.slice(5, 7) - 1, +text.slice(8)) / 864e5);
    for (const text of ["1970-01-01", "1999-02-28", "2000-02-29", "2000-03-01", "2024-12-31"])
      expect(dateText(at(text))).toBe(text);
    expect(weekdayText(at("1999-02-01"))).toBe("Mon");
    expect(weekdayText(at("2026-11-22"))).toBe("Sun");
  });

  const days = daysOf(
    aLog(Array.from({ length: 14 }, (_, i) => ({ day: 10_623 + i, arrived: 1 }))),
  );
  const chosen = (text: string) => selectDays(days, text).map(({ day }) => dateText(day).slice(8));

  test("are chosen by date, range and day of the week", () => {
    expect(chosen("1999-02-03")).toEqual(["03"]);
    expect(chosen("1999-02-03..1999-02-05,1999-02-09")).toEqual(["03", "04", "05", "09"]);
    expect(chosen("sun..thu")).toHaveLength(10);
    expect(chosen("sat")).toEqual(["06", "13"]);
    expect(chosen("1999-02-08..1999-02-14,fri,sat")).toEqual(["12", "13"]);
  });

  test("every mistake is told, with what the log has", () => {
    expect(() => chosen("monday,1999-03-01")).toThrow(
      /given: monday\n--days 1999-03-01: no call on it; the log has 1999-02-01 \(Mon\) to 1999/,
    );
  });
});
