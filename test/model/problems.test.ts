import { describe, expect, test } from "vitest";
import {
  admit,
  ask,
  end,
  enter,
  free,
  goTo,
  hold,
  onDesktop,
  replicate,
  report,
  send,
  spend,
  stream,
  tell,
  wait,
} from "../../src/model/actions.ts";
import { bound, type Flow, inTurn, type Line, ofNode, place } from "../../src/model/flow.ts";
import { flows } from "../../src/model/flows/index.ts";
import { problemsOf } from "../../src/model/problems.ts";

const who = {
  slot: 0,
  ...{ sbc: "sbc1", phone: "phone", owner: "owner", desk: "desk", desktop: "desktop" },
} as const;
const other = {
  slot: 1,
  ...{ sbc: "sbc2", phone: "phone2", owner: "owner2", desk: "desk2", desktop: "desktop2" },
} as const;
const agents: Flow["roles"] = {
  ...{ sbc1: bound("sbc"), phone: place("desks"), owner: bound("sipServer"), desk: bound("gws") },
  desktop: place("desks"),
  desktop2: place("desks"),
  ...{
    sbc2: bound("sbc"),
    phone2: place("desks"),
    owner2: bound("sipServer"),
    desk2: bound("gws"),
  },
};

const told: Line = ["Tell.", tell("EventX", who, "sbc")];
const waits: Line = ["Wait.", wait(who, { abandoned: "full", full: "full" })];
const comes: Line = ["A caller arrives.", send("INVITE", "carrier", "sbc")];
const manned = { ...agents, owner: inTurn("sipServer") };
const both = [who, other].map((each) => wait(each, { abandoned: "full", full: "full" }));

/** A small sound table, with one line of it replaced or added. */
function table(steps: Record<string, Line> = {}, roles: Flow["roles"] = {}): Flow {
  return {
    name: "small",
    title: "A small flow",
    startedBy: "customers",
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

const again = [wait(who, { abandoned: "full", full: "full" })];
const admitted = admit("treatment", { full: "full" }, "carrier", "sbc");

test("the shipped tables and the small one of this test are sound", () => {
  expect([...flows, table()].map((flow) => problemsOf(flow))).toEqual(
    [...flows, table()].map(() => []),
  );
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
    ["tells of nobody's agent", table({ "2": told }, agents), /nobody fills the role "owner"/],
    ["names a role it lacks", table({ "2": told }), /step 2: the flow has no role "owner"/],
    ["sends to nobody", table({ "2": ["Send.", send("INFO", "sbc", "mcp")] }), /step 2: .* "mcp"/],
    [
      "tells an agent's desk that nobody minds",
      table({ "2": ["Tell.", send("INFO", "sbc", "owner"), tell("EventX", who, "sbc")] }, manned),
      /nobody fills the role "desk"/,
    ],
    ["reports to nobody", table({ "2": ["Report.", report("X", "mcp")] }), /step 2: .* "mcp"/],
    ["copies from nobody", table({ "2": ["Copy.", replicate("mcp")] }), /step 2: .* "mcp"/],
    [
      "streams through nobody",
      table({ "2": ["Play.", stream("treatment", "carrier", "mcp")] }),
      /step 2: .* "mcp"/,
    ],
    [
      "streams without end",
      table({ "2": ["Play.", stream("treatment", "carrier", "sbc")] }),
      /main ends while holding treatment media/,
    ],
    [
      "changes the agent under the media",
      table({ "2": [...waits, stream("conversation", "sbc1", "phone"), ...again] }, agents),
      /step 2: another agent while conversation media to the last one go on/,
    ],
    [
      "plays elsewhere than was admitted",
      table({ "2": ["Play.", admitted, stream("treatment", "sbc", "carrier")] }),
      /step 2: treatment media take another way than before/,
    ],
    ["keeps its agent", table({ "2": waits }, agents), /main ends while holding agent 0/],
    [
      "asks for who is in turn at nobody's node",
      table({ "2": ["Send.", send("INFO", "sbc", "urs")] }, { urs: ofNode("urs", "mcp") }),
      /step 2: .* "mcp"/,
    ],
    [
      "tells of an agent who never came",
      { ...table({ "1": comes, "2": waits }, agents), endings: { full: told } },
      /step full: nobody fills the role "owner"/,
    ],
    [
      "sends from agent to agent",
      table({ "2": ["Send.", ...both, send("INFO", "sbc1", "sbc2")] }, agents),
      /step 2: sbc1 and sbc2 meet only through the call's node/,
    ],
    [
      "says twice what a desktop does",
      table({ "2": ["Twice.", onDesktop(), onDesktop()] }),
      /what a desktop does is said more than once/,
    ],
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
    [
      "goes round by messages alone",
      table({ "2": ["Again.", send("INFO", "sbc", "carrier"), goTo("2")] }),
      /main repeats step 2 for ever/,
    ],
    [
      "goes round through an agent who is there",
      table({ "2": ["Again.", wait(who, { abandoned: "full", full: "full" }), goTo("2")] }, agents),
      /main repeats step 2 for ever/,
    ],
  ])("%s", (_, flow, problem) => {
    expect(problemsOf(flow).join("; ")).toMatch(problem);
  });

  test("goes round in time is sound", () => {
    const again: Line = ["Again.", free("trunk"), spend("talk"), ask("contained", "3"), goTo("2")];
    expect(problemsOf(table({ "2": again, "3": ["It ends.", end("served")] }))).toEqual([]);
  });
});
