import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { streamOf } from "../../src/engine/streams.ts";

/** Standard errors a mean of uniforms may lie from its expectation before a test fails. */
const LIMIT = 4.5;

const draws = (seed: string, replication: number, purpose: string, count: number): number[] => {
  const stream = streamOf(seed, replication, purpose);
  return Array.from({ length: count }, () => stream.next());
};

const first = (replication: number, purpose: string): number =>
  streamOf("study", replication, purpose).next();

/** Correlation of pairs of uniforms, in standard errors. */
function correlation(pairs: readonly (readonly [number, number])[]): number {
  const sum = pairs.reduce((total, [a, b]) => total + (a - 0.5) * (b - 0.5), 0);
  return (12 * sum) / Math.sqrt(pairs.length);
}

describe("a stream", () => {
  test("is the same for the same name, to the last bit and in every version", () => {
    expect(draws("busyhour", 7, "traffic/inbound", 3)).toEqual([
      0.563600633866852, 0.3423832864655084, 0.8092321435071324,
    ]);
  });

  test("takes the steps of seedrandom's Alea", () => {
    const reference = seedrandom.alea("busyhour/7/traffic/inbound");
    const expected = Array.from({ length: 10_000 }, () => reference.double());
    expect(draws("busyhour", 7, "traffic/inbound", 10_000)).toEqual(expected);
  });

  test.each([
    ["another study", "study 2", 0, "talk"],
    ["another replication", "study", 1, "talk"],
    ["another purpose", "study", 0, "patience"],
  ])("is another one for %s", (_what, seed, replication, purpose) => {
    expect(draws(seed, replication, purpose, 4)).not.toEqual(draws("study", 0, "talk", 4));
  });

  test("has 53 bits below 1, each of them in use", () => {
    const ones = new Array<number>(53).fill(0);
    for (const value of draws("bits", 0, "talk", 10_000)) {
      const bits = value * 2 ** 53;
      expect(Number.isInteger(bits) && bits >= 0 && bits < 2 ** 53).toBe(true);
      for (const [place, digit] of [...bits.toString(2).padStart(53, "0")].entries()) {
        ones[place] += Number(digit);
      }
    }
    for (const count of ones) expect(Math.abs(count - 5000) / 50).toBeLessThan(LIMIT);
  });

  test("has mean 1/2", () => {
    const sample = draws("mean", 0, "talk", 100_000);
    const error = sample.reduce((sum, value) => sum + value - 0.5, 0) * Math.sqrt(12 / 100_000);
    expect(Math.abs(error)).toBeLessThan(LIMIT);
  });
});

describe("two streams are unrelated", () => {
  const replications = Array.from({ length: 10_000 }, (_, index) => index);

  test("in neighbouring replications", () => {
    const pairs = replications.map(
      (each) => [first(each, "talk"), first(each + 1, "talk")] as const,
    );
    expect(Math.abs(correlation(pairs))).toBeLessThan(LIMIT);
  });

  test("of neighbouring names", () => {
    const pairs = replications.map((each) => [first(each, "talk1"), first(each, "talk2")] as const);
    expect(Math.abs(correlation(pairs))).toBeLessThan(LIMIT);
  });

  test("and four replications do not cancel, as they do with linear generators", () => {
    const [a, b, c, d] = [0, 1, 2, 3].map((each) =>
      draws("study", each, "talk", 1000).map((value) => Math.floor(value * 2 ** 32)),
    );
    const cancelled = a.filter((value, index) => (value ^ b[index] ^ c[index] ^ d[index]) === 0);
    expect(cancelled).toEqual([]);
  });
});

describe("antithetic replications", () => {
  const seeding = { seed: "study", variates: "antithetic" } as const;
  const mirrored = (replication: number, count = 1000) => {
    const stream = streamOf(seeding, replication, "talk");
    return Array.from({ length: count }, () => stream.next());
  };

  test("the first of a pair draws what it draws alone", () => {
    expect(mirrored(6)).toEqual(draws("study", 6, "talk", 1000));
  });

  test("the second draws mirror images, exact and within [0, 1)", () => {
    const greatest = 1 - 2 ** -53;
    const images = mirrored(7);
    expect(images).toEqual(mirrored(6).map((u) => greatest - u));
    expect(images.every((u) => u >= 0 && u < 1)).toBe(true);
    expect(images).not.toEqual(draws("study", 7, "talk", 1000));
  });
});
