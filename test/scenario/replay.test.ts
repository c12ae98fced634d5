import { expect, test } from "vitest";
import { read } from "../../src/scenario/read.ts";
import { validate } from "../../src/scenario/validate.ts";
import { EXAMPLE, folder, placesOfProblems, problemsOf } from "./example.ts";

const LOG = `day,arrived,outcome,type,priority
1999-02-03,07:59:59,served,PS,0
1999-02-03,08:10:00.5,served,PS,2
1999-02-04,10:00:00,abandoned,NW,0
`;

const refused = (replay: string, log = LOG, more = "") => {
  const text = EXAMPLE.replace("rate: 8/s", `replay: ${replay}${more}`);
  const files = { "a.yaml": text, "calls.csv": log };
  return () => validate(read("a.yaml", [], folder(files)));
};

test.each([
  ["no such log", "{ log: cals.csv }", "", ["a.yaml:19:20"]],
  ["an unknown key", "{ log: calls.csv, day: 3 }", "", ["demand.customers.replay.day"]],
  [
    "a day, a type and a priority that the log does not have, all at once",
    "{ log: calls.csv, days: [1999-02-05], types: [PSS], priorities: [0, 1] }",
    "",
    ["replay.days.0", "replay.types.0", "replay.priorities.1"],
  ],
  ["filters that leave no call", "{ log: calls.csv, types: [NW], priorities: [2] }", "", [".log"]],
  ["an empty list", "{ log: calls.csv, days: [] }", "", ["demand.customers.replay.days"]],
  ["a rate beside", "{ log: calls.csv }", "\n    rate: 1/s", ["demand.customers"]],
  ["redials", "{ log: calls.csv }", "\n    redial: { afterBlocked: 0.1 }", ["customers.redial"]],
  ["busyness", "{ log: calls.csv }", "\n    busyness: 0.1", ["customers.busyness"]],
])("%s is refused", (_, replay, more, places) => {
  const found = placesOfProblems(refused(replay, LOG, more));
  expect(found).toHaveLength(places.length);
  for (const [i, place] of places.entries()) expect(found[i]).toContain(place);
});

test("a type that is not in the log is told with the nearest one", () => {
  const [problem] = problemsOf(refused("{ log: calls.csv, types: [PSS] }"));
  expect(problem!.wanted).toBe("a type of call in the log (PS, NW)");
  expect(problem!.hint).toContain('did you mean "PS"');
});

test("what is wrong in the log is told by its line", () => {
  const log = LOG.replace("08:10:00.5,served", "8h,servd").replace("1999-02-04", "1999-02-30");
  const found = placesOfProblems(refused("{ log: calls.csv }", log));
  expect(found).toEqual(["calls.csv:3:1", "calls.csv:4:1"]);
  expect(placesOfProblems(refused("{ log: calls.csv }", "arrived,type\n"))).toEqual([
    "calls.csv:1:1",
  ]);
});

test("calls that all lie outside the run are refused; some that do are counted", () => {
  const early = problemsOf(refused("{ log: calls.csv, priorities: [0], days: [1999-02-03] }"));
  expect(early[0]!.given).toBe("1 calls before and 0 after");
  const { replay } = refused("{ log: calls.csv }")().demand[0]!;
  expect(replay).toMatchObject({ before: 1, after: 1 });
});

test("a surge of a replay is refused", () => {
  const surge = "- overload: { target: customers, at: 40min, for: 5min, factor: 2 }";
  const text = EXAMPLE.replace("rate: 8/s", "replay: { log: calls.csv }").replace(
    "faults:",
    `faults:\n  ${surge}`,
  );
  const run = () => validate(read("a.yaml", [], folder({ "a.yaml": text, "calls.csv": LOG })));
  expect(placesOfProblems(run)).toEqual([expect.stringContaining("faults.0.overload.target")]);
});
