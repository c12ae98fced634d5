import { expect, test } from "vitest";
import { EXAMPLE, scenarioOf } from "./example.ts";

const routed = (text: string) => scenarioOf(EXAMPLE.replace("groups: [all, day]", text));
const ranksOf = (text: string) =>
  routed(text).queues[0]!.stages.map(({ afterUs, services }) => [
    afterUs / 1e6,
    Object.fromEntries(services.map(({ group, rank }) => [group, rank])),
  ]);

test("a list of groups is short for their ranks", () => {
  const long = routed("groups: { all: { rank: 1 }, day: { rank: 2 } }");
  expect(long.hash).toBe(routed("groups: [all, day]").hash);
  expect(ranksOf("groups: { all: {}, day: {} }")).toEqual([[0, { 0: 1, 1: 1 }]]);
});

test("a stage adds groups: a list behind those before, a section as it says", () => {
  const first = "groups: { all: { rank: 4 } }";
  expect(ranksOf(`${first}, overflow: [{ after: 9s, groups: [day] }]`)).toEqual([
    [0, { 0: 4 }],
    [9, { 0: 4, 1: 5 }],
  ]);
  const changed =
    "{ after: 9s, groups: { day: { rank: 2 } } }, { after: 1min, groups: { all: {} } }";
  expect(ranksOf(`${first}, overflow: [${changed}]`)).toEqual([
    [0, { 0: 4 }],
    [9, { 0: 4, 1: 2 }],
    [60, { 0: 1, 1: 2 }],
  ]);
});
