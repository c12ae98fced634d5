import { describe, expect, test } from "vitest";
import { parseDistribution } from "../../../src/engine/distributions/parse.ts";
import { digamma } from "../../../src/engine/special/digamma.ts";
import { collapse } from "../../../src/stats/fitting/collapse.ts";
import { exponential, gamma, lognormal, weibull } from "../../../src/stats/fitting/families.ts";
import { fitLaws } from "../../../src/stats/fitting/fitLaws.ts";
import { poissonEnds } from "../../../src/stats/fitting/hazard.ts";
import { logLikelihood } from "../../../src/stats/fitting/likelihood.ts";
import type { LawFit, LawName } from "../../../src/stats/fitting/types.ts";
import { parseQuantity } from "../../../src/units.ts";
import { lawOf, sampleOf } from "./samples.ts";

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const parameter = ({ parameters }: LawFit, name: string) =>
  parameters.find((each) => each.name === name)!;
const fitOne = (times: ArrayLike<number>, law: LawName, more: object = {}): LawFit =>
  fitLaws(times, { resolutionS: 0, laws: [law], ...more }).best;

const { times } = sampleOf(lawOf("gamma", { mean: 180, cv: 0.6 }), 500, 1);
const logs = times.map(Math.log);

describe("what is known in closed form", () => {
  test("exponential, cut short: total time over events, beside the exact interval", () => {
    const censoring = lawOf("exponential", { mean: 300 });
    const sample = sampleOf(lawOf("exponential", { mean: 200 }), 400, 2, { censoring });
    const events = sample.isEvent.reduce((sum, each) => sum + each, 0);
    const total = mean(sample.times) * 400;
    const fit = fitOne(sample.times, "exponential", { isEvent: sample.isEvent });
    const { estimate, low95, high95 } = parameter(fit, "mean");
    expect(estimate).toBeCloseTo(total / events, 4);
    expect(fit.logLikelihood).toBeCloseTo(-events * Math.log(total / events) - events, 6);
    // 2 · total / χ² with 2 · events degrees of freedom, as if the number of events were fixed.
    const exactLow = total / poissonEnds(events - 1).high;
    const exactHigh = total / poissonEnds(events).low;
    expect(low95! / exactLow).toBeCloseTo(1, 2);
    expect(high95! / exactHigh).toBeCloseTo(1, 2);
    const likelihoodAt = (m: number) => -events * Math.log(m) - total / m;
    expect(2 * (fit.logLikelihood - likelihoodAt(low95!))).toBeCloseTo(3.841, 2);
    expect(2 * (fit.logLikelihood - likelihoodAt(high95!))).toBeCloseTo(3.841, 2);
  });

  test("gamma: the mean is the sample's, ln shape − ψ(shape) that of the logarithms", () => {
    const fit = fitOne(times, "gamma");
    const { estimate: cv } = parameter(fit, "cv");
    const shape = 1 / (cv * cv);
    expect(parameter(fit, "mean").estimate / mean(times)).toBeCloseTo(1, 5);
    expect(Math.log(shape) - digamma(shape)).toBeCloseTo(Math.log(mean(times)) - mean(logs), 5);
  });

  test("lognormal: mean and variance of the logarithms", () => {
    const fit = fitOne(times, "lognormal");
    const variance = mean(logs.map((each) => (each - mean(logs)) * (each - mean(logs))));
    const expected = Math.exp(mean(logs) + variance / 2);
    expect(parameter(fit, "mean").estimate / expected).toBeCloseTo(1, 5);
    expect(parameter(fit, "cv").estimate).toBeCloseTo(Math.sqrt(Math.expm1(variance)), 4);
    const logLikelihood = -500 * (mean(logs) + Math.log(2 * Math.PI * Math.E * variance) / 2);
    expect(fit.logLikelihood).toBeCloseTo(logLikelihood, 6);
  });

  test("Weibull: the score of the shape is zero", () => {
    const { estimate: shape } = parameter(fitOne(times, "weibull"), "shape");
    const powers = times.map((x) => Math.exp(shape * Math.log(x)));
    const weighted = mean(powers.map((power, i) => power * logs[i]!)) / mean(powers);
    expect(weighted - 1 / shape - mean(logs)).toBeCloseTo(0, 5);
  });

  test("Erlang: the better of the whole shapes beside that of the gamma law", () => {
    const [erlang, free] = [fitOne(times, "erlang"), fitOne(times, "gamma")];
    const { estimate, low95, high95 } = parameter(erlang, "shape");
    expect(estimate).toBe(3);
    expect([low95, high95]).toEqual([3, 3]);
    expect(erlang.logLikelihood).toBeLessThan(free.logLikelihood);
    expect(free.logLikelihood - erlang.logLikelihood).toBeLessThan(3);
    expect(erlang.distribution.mean / mean(times)).toBeCloseTo(1, 4);
  });

  test("more than 20,000 different durations: cells move the estimates by no millionth", () => {
    const many = sampleOf(lawOf("lognormal", { mean: 180, cv: 1 }), 30_000, 3).times;
    const manyLogs = many.map(Math.log);
    const centre = mean(manyLogs);
    const variance = mean(manyLogs.map((each) => (each - centre) * (each - centre)));
    const { estimate } = parameter(fitOne(many, "lognormal"), "mean");
    expect(estimate / Math.exp(centre + variance / 2)).toBeCloseTo(1, 5);
  });
});

describe("rounded durations", () => {
  const laws = [
    exponential.at(20, 1),
    gamma.at(20, 0.7),
    weibull.at(20, 1.4),
    lognormal.at(20, 1.1),
    gamma.at(40, 0.1),
  ];

  test("the curvature is that of the density", () => {
    for (const law of laws)
      for (const x of [15, 17, 40, 60]) {
        const density = (at: number) => Math.exp(law.logDensity(at, Math.log(at)));
        const bend = (density(x + 0.01) + density(x - 0.01) - 2 * density(x)) / 1e-4 / density(x);
        const error = law.curvature(x, Math.log(x)) - bend;
        expect(error / (0.01 + Math.abs(bend))).toBeCloseTo(0, 3);
      }
  });

  test("a second's likelihood is its probability, at whatever distance from zero", () => {
    for (const law of laws)
      for (const x of [1, 15, 17, 40]) {
        const chance = law.cdf(x + 0.5) - law.cdf(x - 0.5);
        const value = logLikelihood(collapse([x], undefined, 1), law);
        if (chance > 1e-6) expect(value).toBeCloseTo(Math.log(chance), 3);
      }
  });

  test.each(["exponential", "gamma", "weibull", "lognormal"] as const)(
    "%s: short ones, zeros among them, give nearly the estimates of the exact ones",
    (name) => {
      const values = { mean: 6, ...secondOf(name) };
      const options = { censoring: lawOf("exponential", { mean: 30 }) };
      const exact = sampleOf(lawOf(name, values), 3000, 4, options);
      const rounded = sampleOf(lawOf(name, values), 3000, 4, { ...options, resolutionS: 1 });
      expect(rounded.times.filter((time) => time === 0).length).toBeGreaterThan(20);
      const [one, other] = [exact, rounded].map(({ times: t, isEvent }, resolutionS) =>
        fitOne(t, name, { isEvent, resolutionS }),
      ) as [LawFit, LawFit];
      one.parameters.forEach(({ estimate, low95, high95 }, i) => {
        const error = (high95! - low95!) / 4;
        expect(Math.abs(other.parameters[i]!.estimate - estimate)).toBeLessThan(error / 2);
      });
    },
  );
});

const secondOf = (name: LawName) =>
  ({
    exponential: {},
    erlang: { shape: 3 },
    gamma: { cv: 0.7 },
    weibull: { shape: 0.8 },
    lognormal: { cv: 1.2 },
  })[name];

test("at the end of an interval no other cv makes up for the mean", () => {
  const censoring = lawOf("exponential", { mean: 100 });
  const sample = sampleOf(lawOf("lognormal", { mean: 200, cv: 1.2 }), 300, 15, { censoring });
  const fit = fitOne(sample.times, "lognormal", sample);
  const durations = collapse(sample.times, sample.isEvent, 0);
  const { low95, high95 } = parameter(fit, "mean");
  for (const end of [low95!, high95!]) {
    const cvs = Array.from({ length: 4000 }, (_, i) => 0.5 + i / 1000);
    const best = Math.max(...cvs.map((cv) => logLikelihood(durations, lognormal.at(end, cv))));
    expect(2 * (fit.logLikelihood - best)).toBeCloseTo(3.841, 2);
  }
});

describe("intervals hold: 100 samples of 400", () => {
  const laws: LawName[] = ["exponential", "gamma", "weibull", "lognormal"];
  const ways = [
    { way: "complete", options: {} },
    { way: "half cut short", options: { censoring: lawOf("exponential", { mean: 150 }) } },
    { way: "rounded to seconds", options: { resolutionS: 1 } },
  ];
  const cases = laws.flatMap((law) => ways.map((each) => ({ law, ...each })));

  // 99 % limits of a binomial count of 100 with 95 %.
  test.each(cases)("$law, $way", ({ law, options }) => {
    const truth: Record<string, number> = { mean: 180, ...secondOf(law) };
    const covered = new Map<string, number>();
    for (let seed = 100; seed < 200; seed++) {
      const sample = sampleOf(lawOf(law, truth), 400, seed, options);
      const fit = fitOne(sample.times, law, {
        isEvent: sample.isEvent,
        resolutionS: 0,
        ...options,
      });
      for (const { name, low95, high95 } of fit.parameters) {
        const holds = low95! <= truth[name]! && truth[name]! <= high95!;
        covered.set(name, (covered.get(name) ?? 0) + (holds ? 1 : 0));
      }
    }
    for (const count of covered.values()) expect(count).toBeGreaterThanOrEqual(89);
    expect(covered.size).toBe(law === "exponential" ? 1 : 2);
  });
});

describe("callers who hang up at once", () => {
  const law = lawOf("zeroInflated", {
    share: 0.1,
    law: lawOf("weibull", { mean: 120, shape: 0.8 }),
  });
  const censoring = lawOf("exponential", { mean: 200 });

  test.each([0, 1])("the share at zero and the law behind it, rounded to %s s", (resolutionS) => {
    const sample = sampleOf(law, 3000, 5, { censoring, resolutionS });
    const { best } = fitLaws(sample.times, { ...sample, resolutionS, withAtom: true });
    expect(best).toMatchObject({ law: "weibull", hasAtom: true, parameterCount: 3 });
    const truth = { share: 0.1, mean: 120, shape: 0.8 };
    for (const { name, low95, high95 } of best.parameters) {
      expect(low95!).toBeLessThan(truth[name as keyof typeof truth]);
      expect(high95!).toBeGreaterThan(truth[name as keyof typeof truth]);
    }
    expect(best.survival(0)).toBeCloseTo(1 - parameter(best, "share").estimate, 12);
    const us = parseDistribution(best.text, (text, kind) => parseQuantity(text, kind as "number"));
    expect(us.mean / 1e6 / best.distribution.mean).toBeCloseTo(1, 6);
  });

  test("exact zeros apart, share and law do not know of each other", () => {
    const sample = sampleOf(law, 800, 6, { censoring });
    const zeros = sample.times.filter((time) => time === 0).length;
    const fit = fitOne(sample.times, "weibull", { ...sample, withAtom: true });
    expect(parameter(fit, "share").estimate).toBeCloseTo(zeros / 800, 12);
    const rest = [...sample.times.keys()].filter((i) => sample.times[i] !== 0);
    const others = fitOne(
      rest.map((i) => sample.times[i]!),
      "weibull",
      { isEvent: rest.map((i) => sample.isEvent[i]!) },
    );
    expect(parameter(others, "mean").estimate).toBeCloseTo(parameter(fit, "mean").estimate, 2);
  });
});

describe("the choice", () => {
  test.each(["exponential", "gamma", "weibull", "lognormal"] as const)("%s is found", (name) => {
    const law = lawOf(name, { mean: 180, ...secondOf(name) });
    const { best, isOff, fits, verdict } = fitLaws(sampleOf(law, 2000, 7).times, {
      resolutionS: 0,
    });
    expect(best.law).toBe(name);
    expect(isOff).toBe(false);
    expect(fits).toHaveLength(5);
    expect(verdict).toContain(`${best.text} has the least BIC`);
  });

  test("two sorts of calls are no law's, and it is said", () => {
    const short = sampleOf(lawOf("lognormal", { mean: 20, cv: 0.3 }), 500, 8).times;
    const long = sampleOf(lawOf("lognormal", { mean: 300, cv: 0.3 }), 500, 9).times;
    const { isOff, best, verdict } = fitLaws([...short, ...long], { resolutionS: 1 });
    expect(isOff).toBe(true);
    expect(best.worst.distance).toBeGreaterThan(3 * best.worst.allowed);
    expect(verdict).toContain("visibly off");
  });

  test("a law at the end of its range says so", () => {
    expect(fitOne([100, 100, 100, 101], "gamma", { resolutionS: 10 }).isAtLimit).toBe(true);
  });

  test("the text has the parameters, five digits of each", () => {
    const fit = fitOne(times, "gamma");
    const [m, cv] = fit.parameters.map(({ estimate }) => Number(estimate.toPrecision(5)));
    expect(fit.text).toBe(`gamma(mean ${m}s, cv ${cv})`);
    expect(fit.distribution.mean).toBe(m);
    expect(fit.aic).toBeCloseTo(4 - 2 * fit.logLikelihood, 9);
    expect(fit.bic).toBeCloseTo(2 * Math.log(500) - 2 * fit.logLikelihood, 9);
  });
});

describe("what cannot be fitted is refused", () => {
  test.each([
    { values: [1, -2], options: { resolutionS: 0 } },
    { values: [0, 3], options: { resolutionS: 0 } },
    { values: [0, 0], options: { resolutionS: 1 } },
    { values: [1, 2], options: { resolutionS: 1, isEvent: [0, 0] } },
    { values: [1, 2], options: { resolutionS: Number.NaN } },
    { values: [], options: { resolutionS: 1 } },
  ])("$values with $options", ({ values, options }) => {
    expect(() => fitLaws(values, options)).toThrow(RangeError);
  });
});
