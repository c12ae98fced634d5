import { describe, expect, test } from "vitest";
import type { Side } from "../../../src/experiments/compare/side.ts";
import { figuresToCompare, type Wanted } from "../../../src/experiments/compare/wanted.ts";

const side = (label: string, ...names: readonly string[]): Side => ({
  ...{ label, title: label, seed: "1", replications: 5, version: "0" },
  figures: names.map((name) => {
    const [id = "", scope = "cluster"] = name.split("@");
    return { id, scope, unit: "1" };
  }),
});

const a = side("A", "wait.mean", "service.level", "asa", "pool.inUse@pool:x", "pool.inUse@pool:y");
const b = side("B", "wait.mean", "abandon.ratio", "asa", "pool.inUse@pool:x", "pool.inUse@pool:y");
const choose = (wanted: Partial<Wanted>) =>
  figuresToCompare(a, b, { metrics: [], all: false, margins: [], ...wanted });
const marginsOf = (wanted: Partial<Wanted>) =>
  choose(wanted).figures.map(({ id, scope, margin }) => [id, scope, margin.kind, margin.value]);

describe("what is compared", () => {
  test("the default list, with what only one side has of it", () => {
    expect(marginsOf({})).toEqual([["wait.mean", "cluster", "share", 0.01]]);
    expect(choose({}).oneSided).toEqual([
      { id: "service.level", scope: "cluster", of: "A" },
      { id: "abandon.ratio", scope: "cluster", of: "B" },
    ]);
  });

  test("everything, or what is named", () => {
    expect(choose({ all: true }).figures.map(({ id }) => id)).toEqual([
      "wait.mean",
      "asa",
      "pool.inUse",
      "pool.inUse",
    ]);
    const { figures, oneSided } = choose({ metrics: ["asa", "pool.inUse@pool:y"] });
    expect(figures.map(({ scope }) => scope)).toEqual(["cluster", "pool:y"]);
    expect(oneSided).toEqual([]);
  });

  test("a margin is that of the scope, else of the metric, else of all", () => {
    const margins = ["5%", "pool.inUse=2", "pool.inUse@pool:y=.5", "asa=1%", "asa=3"];
    expect(marginsOf({ all: true, margins })).toEqual([
      ["wait.mean", "cluster", "share", 0.05],
      ["asa", "cluster", "amount", 3],
      ["pool.inUse", "pool:x", "amount", 2],
      ["pool.inUse", "pool:y", "amount", 0.5],
    ]);
  });

  test("every mistake is told at once", () => {
    const metrics = ["service.level", "pool.inUse", "wait.maen"];
    const margins = ["much", "wait.mean=-1", "asa=1", "wiat.mean=1"];
    expect(() => choose({ metrics: [...metrics, "wait.mean"], margins })).toThrow(
      [
        "service.level: wanted a metric of both, only A has it",
        "pool.inUse: wanted a scope as well, such as pool.inUse@pool:x",
        "wait.maen: wanted a metric that both sides have; did you mean wait.mean?",
        '--margin: wanted a size, or metric=size, such as 2% or wait.mean=0.5; got "much"',
        '--margin: wanted a size, or metric=size, such as 2% or wait.mean=0.5; got "wait.mean=-1"',
        "--margin asa: wanted a metric that is compared (--metric adds it)",
        "--margin wiat.mean: wanted a metric that is compared; did you mean wait.mean?",
      ].join("\n"),
    );
  });

  test("two sides without a common metric are refused", () => {
    const none = side("C", "abandon.ratio");
    expect(() => figuresToCompare(a, none, { metrics: [], all: true, margins: [] })).toThrow(
      "A and C have no metric in common that is compared",
    );
  });
});
