import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { designOf, POINTS_MAX } from "../../src/experiments/sweep/design.ts";
import { factorOf } from "../../src/experiments/sweep/factors.ts";

describe("--vary", () => {
  test.each([
    ["a=1..3:1", ["1", "2", "3"]],
    ["a=6/s..7/s:0.5/s", ["6/s", "6.5/s", "7/s"]],
    ["a=0.1..0.3:0.1", ["0.1", "0.2", "0.3"]],
    ["a=30s..10s:-10s", ["30s", "20s", "10s"]],
    ["a=5..20ms:5", ["5ms", "10ms", "15ms", "20ms"]],
    ["a=10..14:3", ["10", "13"]],
    ["a=-2..2:2", ["-2", "0", "2"]],
    ["a=call,message", ["call", "message"]],
    ["a=lognormal(mean 1s, cv 1), 5s", ["lognormal(mean 1s, cv 1)", "5s"]],
    ["a={ dc1: 1, dc2: 2 },{ dc1: 2, dc2: 2 }", ["{ dc1: 1, dc2: 2 }", "{ dc1: 2, dc2: 2 }"]],
    ["a='x,y',z", ["'x,y'", "z"]],
  ])("%s", (text, values) => {
    expect(factorOf(text)).toMatchObject({ name: "a", values });
  });

  test("values of a range are those that the numbers say, whatever their decimals", () => {
    const range = fc.record({
      from: fc.integer({ min: -5000, max: 5000 }),
      step: fc.integer({ min: 1, max: 300 }),
      count: fc.integer({ min: 1, max: 40 }),
      decimals: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(range, ({ from, step, count, decimals }) => {
        const written = (value: number) => (value / 10 ** decimals).toFixed(decimals);
        const text = `a=${written(from)}..${written(from + step * count)}:${written(step)}`;
        const wanted = Array.from({ length: count + 1 }, (_, i) => written(from + step * i));
        expect(factorOf(text).values.map(Number)).toEqual(wanted.map(Number));
      }),
    );
  });

  test.each([
    ["a", "wanted path=from..to:step or path=a,b,c"],
    ["=1,2", "wanted path=from..to:step"],
    ["a+=1,2", "wanted path=from..to:step"],
    ["a=1..3", "wanted a step behind the range, such as 1..3:1"],
    ["a=1..3:x", "wanted a number as the step"],
    ["a=1..3:0", "wanted a step other than 0"],
    ["a=3..1:1", "wanted a step that leads from one end to the other"],
    ["a=1s..3min:1s", "wanted one unit in a range, got s and min"],
    ["a=1,,2", "wanted a value between commas"],
    ["a=1,2,1", "a: 1 is there twice"],
    ["a=0..1e9:1", "wanted"],
  ])("%s is refused", (text, message) => {
    expect(() => factorOf(text)).toThrow(message);
  });
});

describe("a design", () => {
  const values = (points: ReturnType<typeof designOf>) =>
    points.map((levels) => levels.map(({ value }) => value).join(" "));

  test("is all combinations, the last factor varying fastest", () => {
    expect(values(designOf(["a=1,2", "b=x,y"], { kind: "grid" }, "s"))).toEqual([
      "1 x",
      "1 y",
      "2 x",
      "2 y",
    ]);
  });

  test("or goes in step", () => {
    expect(values(designOf(["a=1,2", "b=x,y"], { kind: "zip" }, "s"))).toEqual(["1 x", "2 y"]);
  });

  test("or is a Latin hypercube: each of n strata of each factor is met once", () => {
    const lhs = (seed: string) =>
      designOf(["a=0..39:1", "b=0.5s..10s:0.5s"], { kind: "lhs", points: 20 }, seed);
    const points = lhs("s");
    const strata = (factor: number, width: number, first: number) =>
      points
        .map((levels) => Math.floor((Number.parseFloat(levels[factor]!.value) - first) / width))
        .sort((a, b) => a - b);
    const all = Array.from({ length: 20 }, (_, i) => i);
    expect(strata(0, 2, 0)).toEqual(all);
    expect(strata(1, 0.5, 0.5)).toEqual(all);
    expect(lhs("s")).toEqual(points);
    expect(lhs("t")).not.toEqual(points);
    const firsts = points.map((levels) => Number.parseFloat(levels[0]!.value));
    expect(firsts).not.toEqual(firsts.toSorted((a, b) => a - b));
  });

  test("names every mistake", () => {
    const of =
      (...texts: string[]) =>
      () =>
        designOf(texts, { kind: "zip" }, "s");
    expect(of("a=1..3", "b=1,1", "c+d=1,2", "d=3")).toThrow(
      /step behind.*b: 1 is there twice.*d is varied twice.*2 of c\+d, 1 of d/s,
    );
    expect(of()).toThrow("wanted something to vary");
    const large = () => designOf(["a=1..100:1", "b=1..100:1"], { kind: "grid" }, "s");
    expect(large).toThrow(`wanted at most ${POINTS_MAX.toLocaleString("en")} points`);
  });
});
