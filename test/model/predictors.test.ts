import { describe, expect, test } from "vitest";
import { predictors } from "../../src/model/predictors/index.ts";
import type { Outlook } from "../../src/model/predictors/types.ts";
import { WaitHistory } from "../../src/model/predictors/waitHistory.ts";

/** 3 callers wait for 4 agents who need 2 minutes for each; callers wait for up to 1 minute. */
const outlook = (changes: Partial<Record<keyof Outlook, number>> = {}): Outlook => {
  const figures = {
    waiting: 3,
    agents: 4,
    handlingUs: 120e6,
    patienceUs: 60e6,
    lastWaitUs: 70e6,
    recentWaitUs: 65e6,
    headOfLineUs: 80e6,
    ...changes,
  };
  const read = Object.entries(figures).map(([name, value]) => [name, () => value]);
  return Object.fromEntries(read) as unknown as Outlook;
};

const estimate = (name: string, of: Outlook): number =>
  predictors.find((each) => each.name === name)!.estimateUs(of, 0);

describe("the estimated wait of a call that joins a queue", () => {
  test.each([
    ["handlingTime", 120e6],
    ["lastWait", 70e6],
    ["recentWaits", 65e6],
    ["headOfLine", 80e6],
  ])("%s", (name, expected) => expect(estimate(name, outlook())).toBe(expected));

  // The next agent is ready after 30 s; with one to three in line, after 20, 15 and 12 s.
  test("erlangA: each place ahead, with those who hang up", () => {
    expect(estimate("erlangA", outlook()) / 1e6).toBeCloseTo(30 + 20 + 15 + 12, 9);
    expect(estimate("erlangA", outlook({ waiting: 0 })) / 1e6).toBeCloseTo(30, 9);
  });

  test("erlangA: without anybody who hangs up it is (waiting + 1) handling times", () => {
    const patient = outlook({ patienceUs: Number.POSITIVE_INFINITY });
    expect(estimate("erlangA", patient)).toBe(120e6);
    const nearly = outlook({ patienceUs: 1e15 });
    expect(estimate("erlangA", nearly) / 120e6).toBeCloseTo(1, 5);
  });

  test("is endless where nobody serves the queue, and 0 where handling takes no time", () => {
    for (const name of ["handlingTime", "erlangA"]) {
      expect(estimate(name, outlook({ agents: 0 }))).toBe(Number.POSITIVE_INFINITY);
      expect(estimate(name, outlook({ handlingUs: 0 }))).toBe(0);
    }
    expect(estimate("erlangA", outlook({ patienceUs: 0, waiting: 0 }))).toBe(30e6);
  });
});

describe("what has been seen of a queue", () => {
  test("begins with the plan and without waits", () => {
    const history = new WaitHistory(Float64Array.of(100e6, 7e6));
    expect(history.handlingUs(0, 5e6)).toBe(100e6);
    expect(history.handlingUs(1, 5e6)).toBe(7e6);
    expect([history.lastWaitUs(0), history.recentWaitUs(0)]).toEqual([0, 0]);
  });

  test("a handling time weighs 1, and 1/e after five minutes; the plan always 1", () => {
    const history = new WaitHistory(Float64Array.of(0, 100e6));
    history.handledFor(1, 200e6, 0);
    expect(history.handlingUs(1, 0)).toBe(150e6);
    const e = Math.exp(-1);
    expect(history.handlingUs(1, 300e6)).toBeCloseTo((200e6 * e + 100e6) / (e + 1), 3);
    history.handledFor(1, 60e6, 300e6);
    const mean = (200e6 * e + 60e6 + 100e6) / (e + 2);
    expect(history.handlingUs(1, 300e6)).toBeCloseTo(mean, 3);
    expect(history.handlingUs(0, 300e6)).toBe(0);
  });

  test("the mean of the last waits is of 20, and of fewer at first", () => {
    const history = new WaitHistory(Float64Array.of(0, 0));
    history.waited(1, 4e6);
    history.waited(1, 8e6);
    expect(history.recentWaitUs(1)).toBe(6e6);
    for (let i = 0; i < 20; i++) history.waited(1, i * 1e6);
    expect(history.recentWaitUs(1)).toBe(9.5e6);
    expect(history.lastWaitUs(1)).toBe(19e6);
    expect(history.recentWaitUs(0)).toBe(0);
  });
});
