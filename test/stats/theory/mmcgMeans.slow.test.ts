import { describe, expect, test } from "vitest";
import { mmcg } from "../../../src/stats/theory/mmcg.ts";
import { patienceLaw } from "../../../src/stats/theory/patienceLaw.ts";
import { read } from "../../engine/distributions/read.ts";
import { simpson } from "./printed.ts";

const law = (text: string) => patienceLaw(read(text).quantile);

const laws = [
  "constant(30s)",
  "lognormal(mean 120s, cv 1.5)",
  "weibull(mean 60s, shape 0.7)",
  "uniform(10s, 50s)",
  "hyperexponential(mean 120s, cv 3)",
  "empirical(5s, 20s, 20s, 90s)",
  "zeroInflated(0.3, gamma(mean 60s, cv 0.5))",
];

describe("the law of the wait has its mean", () => {
  test.each(laws.filter((text) => !/constant|empirical/.test(text)))("%s", (text) => {
    const waiting = mmcg({ servers: 20, arrivalRate: 0.12, serviceTime: 180 }, law(text));
    const end = waiting.waitQuantile(1 - 1e-12);
    expect(simpson(waiting.waitsBeyond, end) / waiting.meanWait).toBeCloseTo(1, 5);
    const served = 1 - waiting.pAbandon;
    const still = simpson((time) => served - waiting.answeredWithin(time), end);
    expect(still / served / waiting.meanWaitServed).toBeCloseTo(1, 5);
  });
});
