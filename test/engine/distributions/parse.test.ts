import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DistributionError } from "../../../src/engine/distributions/distributionError.ts";
import { distributionKinds } from "../../../src/engine/distributions/index.ts";
import { parseDistribution } from "../../../src/engine/distributions/parse.ts";
import { read } from "./read.ts";

function errorOf(text: string): DistributionError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof DistributionError) return error;
    throw error;
  }
  throw new Error(`${text} was read`);
}

describe("what can be read", () => {
  test.each([
    ["uniform(10s, 20s)", "uniform(to 20s, from 10s)"],
    ["uniform(10s, 20s)", "uniform(to 20s, 10s)"],
    ["lognormal(mean 180s, cv 0.5)", "  lognormal ( 180s,0.5 ) "],
    ["constant(180s)", "180s"],
    ["exponential(mean 1us)", "exponential(mean   0.000001s)"],
    ["never", "never()"],
    ["zeroInflated(share 0.1, mean 9s)", "zeroInflated(0.1, 9s)"],
    ["zeroInflated(share 0.1, mean 9s)", "zeroInflated(exponential(mean 9s), share 0.1)"],
    ["zeroInflated(share 0.1, mean 9s)", "zeroInflated(0.1, law exponential(9s))"],
    ["zeroInflated(0.5, never)", "zeroInflated(0.5, law never)"],
    ["zeroInflated(0.5, law 60s)", "zeroInflated(0.5, constant(60s))"],
  ])("%s may be written %s", (text, same) => {
    const [one, other] = [read(text), read(same)];
    expect([other.mean, other.variance]).toEqual([one.mean, one.variance]);
    for (const u of [0, 0.3, 0.9]) expect(other.quantile(u)).toBe(one.quantile(u));
  });

  test("a law keeps its text, without the blanks around it", () => {
    expect(read(" zeroInflated(share 0.02,  mean 9s) ").text).toBe(
      "zeroInflated(share 0.02,  mean 9s)",
    );
    expect(read("180s").text).toBe("180s");
  });
});

describe("what cannot be read is shown in its place", () => {
  // «» mark the stretch the error must name.
  test.each([
    ["«»", "a duration"],
    ["«180»", "a duration"],
    ["«-5s»", "value from 0s up"],
    ["«lognrmal»(mean 1s)", "a duration or a law (constant, "],
    ["«lognormal»", "mean too, as in lognormal(mean 180s, cv 1.0)"],
    ["«lognormal(mean 180s)»", "cv too, as in lognormal(mean 180s, cv 1.0)"],
    ["lognormal(mean 180s, «cv»)", "a value after cv"],
    ["lognormal(mean 180s, «vc» 2)", "a parameter of lognormal (mean, cv)"],
    ["lognormal(mean 180s, cv «2s»)", "a number"],
    ["lognormal(mean 180s, cv «1000»)", "cv up to 100"],
    ["«lognormal(mean 180s, cv 1»", '")" at the end'],
    ["exponential «mean 180s»", '"(" after exponential'],
    ["exponential(mean «0s»)", "mean from 1us up"],
    ["exponential(mean «Infinitys»)", "a finite mean"],
    ["exponential(mean 1s, «mean 2s»)", "mean once"],
    ["exponential(mean 1s) «x»", 'nothing after ")"'],
    ["exponential «5s()»", '"(" after exponential'],
    ["never() «x»", 'nothing after ")"'],
    ["uniform(10s, 20s, «30s»)", "no more than in uniform(10s, 20s)"],
    ["uniform(10s, «»)", "a duration"],
    ["exponential(«never»)", "no more than in exponential(mean 180s)"],
    ["«uniform(20s, 10s)»", "from below to"],
    ["«uniform(10s, 10s)»", "from below to"],
    ["«triangular(5s, 5s, 5s)»", "from, mode and to in ascending order"],
    ["«triangular(20s, 10s, 30s)»", "from, mode and to in ascending order"],
    ["«triangular(5s, 30s, 10s)»", "from, mode and to in ascending order"],
    ["«erlang(mean 1s, shape 2.5)»", "a whole number as shape"],
    ["«empirical()»", "values too, as in empirical(10s, 12s, 35s)"],
    ["empirical(1s, «x», 2s)", "a duration"],
    ["«zeroInflated(share 0.1)»", "mean too"],
    ["zeroInflated(share «2», mean 1s)", "share up to 1"],
    ["zeroInflated(0.1, mean 1s, «law never»)", "one of mean, law"],
    ["zeroInflated(0.1, lognormal(mean 4s, «vc» 2))", "a parameter of lognormal (mean, cv)"],
    ["  zeroInflated( 0.1 , «fast» )", "a duration or a law"],
  ])("%s", (marked, wanted) => {
    const error = errorOf(marked.replace(/[«»]/g, ""));
    const offset = marked.indexOf("«");
    const length = marked.indexOf("»") - offset - 1;
    expect([error.offset, error.length]).toEqual([offset, length]);
    expect(error.given).toBe(marked.slice(offset + 1, offset + 1 + length));
    expect(error.wanted).toContain(wanted);
  });

  test("a name that is none comes with those that are", () => {
    expect(errorOf("gama(1s, 1)").nearest).toEqual(distributionKinds.map((kind) => kind.name));
    expect(errorOf("gamma(maen 1s, cv 1)").nearest).toEqual(["mean", "cv"]);
    expect(errorOf("180").nearest).toEqual([]);
  });

  test("any text is either read or refused within its bounds", () => {
    const words = [...distributionKinds.map((kind) => kind.name), "mean", "cv", "share", "5s", "2"];
    const token = fc.constantFrom(...words, "(", ")", ",", " ", " ");
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
        const text = tokens.join("");
        try {
          expect(read(text).text).toBe(text.trim());
        } catch (error) {
          if (!(error instanceof DistributionError)) throw error;
          const { offset, length, given } = error;
          expect(text.slice(offset, offset + length)).toBe(given);
        }
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

test("an error of the converter that is no refusal passes through", () => {
  const broken = () => {
    throw new TypeError("a bug");
  };
  expect(() => parseDistribution("180s", broken)).toThrow(TypeError);
});
