import { describe, expect, test } from "vitest";
import {
  constantRateDialler,
  type Dialler,
  type Dialling,
  dialler,
  progressiveDialler,
} from "../../../src/stats/theory/dialler.ts";
import { erlangA } from "../../../src/stats/theory/erlangA.ts";
import { erlangB } from "../../../src/stats/theory/erlangB.ts";
import { expectDigits } from "./printed.ts";

const twelve: Dialler = { servers: 12, handleTime: 180, ringTime: 20, pAnswer: 0.3 };
const ten: Dialler = { ...twelve, servers: 10 };

describe("the project's validation cases, computed separately, to their digits", () => {
  const D01 = {
    occupancy: 0.7297297297,
    meanDialsInProgress: 3.243243243,
    dialRate: 0.1621621622,
    answerRate: 0.04864864865,
    talkRate: 0.04864864865,
    talksPerAgentHour: 14.59459459,
    meanIdleBetweenCalls: 66.66666667,
  };
  const D02 = {
    occupancy: 0.8510648665,
    meanDialsInProgress: 3.313694944,
    dialRate: 0.1656847472,
    answerRate: 0.04970542416,
    abandonedOfAnswered: 0.04876817231,
    talkRate: 0.04728138147,
    talksPerAgentHour: 17.02129733,
    meanIdleBetweenCalls: 31.49974235,
  };
  test.each([
    { id: "D01, closed form", find: () => progressiveDialler(twelve), printed: D01 },
    { id: "D01, as a chain", find: () => dialler(twelve, { dialsPerIdle: 1 }), printed: D01 },
    { id: "D02", find: () => dialler(ten, { dialsPerIdle: 2 }), printed: D02 },
  ])("$id", ({ find, printed }) => {
    const found = find();
    for (const [name, value] of Object.entries(printed))
      expectDigits(name, found[name as keyof Dialling], value);
  });

  test("D01: nobody is abandoned", () => {
    expect(progressiveDialler(twelve).abandonedOfAnswered).toBe(0);
    expect(dialler(twelve, { dialsPerIdle: 1 }).abandonedOfAnswered).toBe(0);
  });

  test("D05: a constant rate of answers", () => {
    const found = constantRateDialler({ servers: 200, handleTime: 180, answerRate: 1 });
    expectDigits("abandoned", found.abandonedOfAnswered, 0.0103249952);
    expectDigits("occupancy", found.occupancy, 0.8907075043);
  });
});

test.each([
  { dialsPerIdle: 2 },
  { dialsPerIdle: 2.6, dialsPerBusy: 0.5 },
  { dialsPerIdle: 2, patience: 8 },
  { dialsPerIdle: 1.5, dialsPerBusy: 1.5, patience: 30 },
])("who answers is talked to or abandoned: %o", (pacing) => {
  const found = dialler(ten, pacing);
  expect(found.answerRate * (1 - found.abandonedOfAnswered)).toBeCloseTo(found.talkRate, 11);
  expect(found.massAtEdge).toBeLessThan(1e-14);
});

test("a patience that goes to zero is none", () => {
  const none = dialler(ten, { dialsPerIdle: 2 });
  const little = dialler(ten, { dialsPerIdle: 2, patience: 1e-6 });
  expect(little.abandonedOfAnswered / none.abandonedOfAnswered).toBeCloseTo(1, 6);
  const stream = { servers: 10, handleTime: 180, answerRate: 0.06 };
  const lost = constantRateDialler({ ...stream, patience: 1e-6 });
  expect(lost.abandonedOfAnswered / erlangB(10, 10.8)).toBeCloseTo(1, 5);
});

test("as many attempts whoever is busy, all answered: a closed loop of rings and talks", () => {
  // Every attempt is answered: rings are an Erlang stream of dials/ring answers per second.
  const found = dialler({ ...ten, pAnswer: 1 }, { dialsPerIdle: 0.4, dialsPerBusy: 0.4 });
  expect(found.meanDialsInProgress).toBeCloseTo(4, 12);
  expect(found.abandonedOfAnswered / erlangB(10, (4 / 20) * 180)).toBeCloseTo(1, 11);
});

test("a constant rate with patience is Erlang A", () => {
  const queue = { servers: 10, arrivalRate: 0.06, serviceTime: 180, patience: 45 };
  const found = constantRateDialler({
    servers: 10,
    handleTime: 180,
    answerRate: 0.06,
    patience: 45,
  });
  expect(found.abandonedOfAnswered / erlangA(queue).pAbandon).toBeCloseTo(1, 12);
  expect(found.occupancy / erlangA(queue).occupancy).toBeCloseTo(1, 12);
});

test.each([
  ["servers", { servers: 0 }, { dialsPerIdle: 1 }],
  ["handleTime", { handleTime: 0 }, { dialsPerIdle: 1 }],
  ["ringTime", { ringTime: 0 }, { dialsPerIdle: 1 }],
  ["pAnswer", { pAnswer: 0 }, { dialsPerIdle: 1 }],
  ["pAnswer", { pAnswer: 1.01 }, { dialsPerIdle: 1 }],
  ["dialsPerIdle", {}, { dialsPerIdle: Infinity }],
  ["dialsPerBusy", {}, { dialsPerIdle: 1, dialsPerBusy: -0.1 }],
  ["dialsPerIdle", {}, { dialsPerIdle: 0.05 }],
  ["dialsPerBusy", {}, { dialsPerIdle: 1, dialsPerBusy: 2 }],
  ["patience", {}, { dialsPerIdle: 1, patience: -1 }],
])("refuses %s out of range", (name, change, pacing) => {
  expect(() => dialler({ ...ten, ...change }, pacing)).toThrow(RangeError);
  expect(() => dialler({ ...ten, ...change }, pacing)).toThrow(name);
});

test("a constant rate that is none is refused", () => {
  const stream = { servers: 10, handleTime: 180, answerRate: 0.06 };
  expect(() => constantRateDialler({ ...stream, answerRate: 0 })).toThrow("answerRate");
  expect(() => constantRateDialler({ ...stream, servers: 0 })).toThrow("servers");
  expect(() => constantRateDialler({ ...stream, handleTime: 0 })).toThrow("handleTime");
});
