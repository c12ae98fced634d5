import { expect, test } from "vitest";
import { samplingErrors } from "../../../src/stats/theory/samplingError.ts";
import { expectDigits } from "./printed.ts";

/** Standard deviation times the root of the offered calls, of the project's validation cases. */
const cases = [
  {
    id: "B02",
    queue: { servers: 20, arrivalRate: 0.1, serviceTime: 180, patience: Infinity, capacity: 20 },
    threshold: 0,
    expected: { pBlock: 0.6937237065, occupancy: 0.6537662845 },
  },
  {
    id: "B04",
    queue: { servers: 534, arrivalRate: 8, serviceTime: 60, patience: Infinity, capacity: 534 },
    threshold: 0,
    expected: { pBlock: 0.1405246875, occupancy: 1.210917144 },
  },
  {
    id: "C04",
    queue: {
      servers: 14,
      arrivalRate: 1 / 18,
      serviceTime: 180,
      patience: Infinity,
      capacity: Infinity,
    },
    threshold: 20,
    expected: {
      meanWait: 173.5551289,
      pWait: 1.8901474,
      level: 1.583419917,
      occupancy: 1.010152545,
      meanQueue: 9.818500876,
    },
  },
  {
    id: "C06",
    queue: {
      servers: 100,
      arrivalRate: 0.5,
      serviceTime: 180,
      patience: Infinity,
      capacity: Infinity,
    },
    threshold: 20,
    expected: {
      meanWait: 240.4903989,
      pWait: 6.247694956,
      level: 4.275672196,
      occupancy: 1.272792206,
      meanQueue: 121.0839073,
    },
  },
  {
    id: "C09",
    queue: {
      servers: 2000,
      arrivalRate: 11.0,
      serviceTime: 180,
      patience: Infinity,
      capacity: Infinity,
    },
    threshold: 5,
    expected: {
      meanWait: 1665.934028,
      pWait: 53.12619323,
      level: 63.5238405,
      occupancy: 1.400071427,
      meanQueue: 18351.48127,
    },
  },
  {
    id: "C11b",
    queue: {
      servers: 1452,
      arrivalRate: 8.0,
      serviceTime: 180,
      patience: Infinity,
      capacity: Infinity,
    },
    threshold: 20,
    expected: {
      meanWait: 3485.408738,
      pWait: 51.20094888,
      level: 72.35793171,
      occupancy: 1.402525847,
      meanQueue: 27922.23596,
    },
  },
  {
    id: "K02",
    queue: { servers: 10, arrivalRate: 0.06, serviceTime: 180, patience: Infinity, capacity: 15 },
    threshold: 20,
    expected: {
      meanWait: 165.2727447,
      pWait: 1.854678022,
      pBlock: 0.8575720607,
      level: 1.810873219,
      occupancy: 0.6094019047,
      meanQueue: 7.96916255,
    },
  },
  {
    id: "K04",
    queue: {
      servers: 100,
      arrivalRate: 5 / 9,
      serviceTime: 180,
      patience: Infinity,
      capacity: 120,
    },
    threshold: 20,
    expected: {
      meanWait: 187.229167,
      pWait: 6.643886201,
      pBlock: 0.8043172082,
      level: 5.091232365,
      occupancy: 0.7601262454,
      meanQueue: 100.5106849,
    },
  },
  {
    id: "A02",
    queue: {
      servers: 14,
      arrivalRate: 1 / 18,
      serviceTime: 180,
      patience: 300.0,
      capacity: Infinity,
    },
    threshold: 20,
    expected: {
      meanWait: 62.15310791,
      pWait: 1.411932629,
      pAbandon: 0.214472222,
      level: 1.018086385,
      occupancy: 0.9088689947,
      meanQueue: 3.56331498,
    },
  },
  {
    id: "A03",
    queue: { servers: 50, arrivalRate: 0.8, serviceTime: 60, patience: 120.0, capacity: Infinity },
    threshold: 20,
    expected: {
      meanWait: 66.93871567,
      pWait: 4.77740401,
      pAbandon: 0.5514524614,
      level: 1.519376761,
      occupancy: 0.9067519107,
      meanQueue: 55.35400545,
    },
  },
  {
    id: "A07",
    queue: {
      servers: 2000,
      arrivalRate: 12.0,
      serviceTime: 180,
      patience: 120.0,
      capacity: Infinity,
    },
    threshold: 5,
    expected: {
      meanWait: 163.2793453,
      pWait: 1.172435187,
      pAbandon: 1.333200449,
      level: 10.64327777,
      occupancy: 0.01059094681,
      meanQueue: 2033.334719,
    },
  },
  {
    id: "A11",
    queue: { servers: 20, arrivalRate: 0.12, serviceTime: 180, patience: 120.0, capacity: 24 },
    threshold: 20,
    expected: {
      meanWait: 45.81956267,
      pWait: 1.945373468,
      pAbandon: 0.4198997508,
      pBlock: 0.614953076,
      level: 1.137917923,
      occupancy: 0.5675244008,
      meanQueue: 5.106748818,
    },
  },
];

test.each(cases)("case $id to its digits", ({ queue, threshold, expected }) => {
  const { answeredOfEntered, ...errors } = samplingErrors(queue);
  const figures: Record<string, number> = { ...errors, level: answeredOfEntered(threshold) };
  for (const [name, printed] of Object.entries(expected)) {
    expectDigits(name, figures[name], printed);
  }
});

test("M/M/1: Daley's closed form of the error of the mean wait", () => {
  for (const load of [0.1, 0.5, 0.9, 0.99]) {
    const errors = samplingErrors({
      servers: 1,
      arrivalRate: load / 3,
      serviceTime: 3,
      patience: Infinity,
      capacity: Infinity,
    });
    const idle = 1 - load;
    const shape = load * (2 + load * (5 + load * (-4 + load)));
    expect(errors.meanWait / (Math.sqrt(shape) / (idle * idle) / (1 / 3))).toBeCloseTo(1, 10);
  }
});

test("what cannot happen has no error, and no figure is lost with 60,000 servers", () => {
  for (const load of [1e-3, 1000, 59_000, 72_000]) {
    const queue = { servers: 60_000, arrivalRate: load / 180, serviceTime: 180, patience: 120 };
    const { answeredOfEntered, ...errors } = samplingErrors({ ...queue, capacity: 70_000 });
    for (const [name, error] of Object.entries({ ...errors, level: answeredOfEntered(20) })) {
      expect(error, name).toBeGreaterThanOrEqual(0);
      expect(error, name).toBeLessThan(1e5);
    }
    if (load < 59_000) expect(errors.pWait + errors.meanWait + errors.pBlock).toBe(0);
  }
});
