import { describe, expect, test } from "vitest";
import { ask, end, enter, free, goTo, hold, send, spend, tell } from "../../src/model/actions.ts";
import { bound, type Flow, inTurn, type Line, place } from "../../src/model/flow.ts";
import { flows } from "../../src/model/flows/index.ts";
import { problemsOf } from "../../src/model/problems.ts";

const who = { slot: 0, sbc: "sbc", phone: "phone", owner: "owner", desk: "desk" } as const;

/** A small sound table, with one line of it replaced or added. */
function table(steps: Record<string, Line> = {}, roles: Flow["roles"] = {}): Flow {
  return {
    name: "small",
    title: "A small flow",
    source: "this test",
    roles: { carrier: place("carrier"), sbc: inTurn("sbc"), mcp: bound("mcp"), ...roles },
    steps: {
      "1": ["A caller arrives.", hold("trunk", "sbc", "full"), send("INVITE", "carrier", "sbc")],
      "2": ["It is served.", enter("qualification"), spend("qualification")],
      "3": ["It ends.", free("trunk"), end("served")],
      ...steps,
    },
    endings: { full: ["No trunk is free.", end("blocked")] },
  };
}

test("the shipped tables and the small one of this test are sound", () => {
  expect([...flows, table()].map(problemsOf)).toEqual([...flows, table()].map(() => []));
});

describe("a table that", () => {
  test.each<[string, Flow, RegExp]>([
    ["leaves a number out", table({ "5": ["Later."] }), /step 5 follows step 3/],
    ["leads nowhere", table({ "2": ["Ask.", ask("contained", "gone")] }), /step 2 leads to "gone"/],
    ["casts a stranger", table({}, { x: inTurn("toaster") }), /unknown component toaster/],
    [
      "keeps its trunk",
      table({ "3": ["It ends.", end("served")] }),
      /main ends while holding trunk/,
    ],
    ["sends from nobody", table({ "2": ["Send.", send("BYE", "mcp", "sbc")] }), /step 2: .* "mcp"/],
    ["tells of nobody's agent", table({ "2": ["Tell.", tell("EventX", who, "sbc")] }), /"owner"/],
    [
      "goes round without end",
      table({ "2": ["Again.", goTo("2")] }),
      /main repeats step 2 for ever/,
    ],
    [
      "comes back to what is full",
      { ...table(), endings: { full: ["Try again.", goTo("1")] } },
      /full repeats step 1, full for ever/,
    ],
  ])("%s", (_, flow, problem) => {
    expect(problemsOf(flow).join("; ")).toMatch(problem);
  });

  test("goes round in time is sound", () => {
    const again: Line = ["Again.", free("trunk"), spend("talk"), ask("contained", "3"), goTo("2")];
    expect(problemsOf(table({ "2": again, "3": ["It ends.", end("served")] }))).toEqual([]);
  });
});
