import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ladderRows } from "../../src/flowListing/ladderRows.ts";
import { flowListing, flowMermaid, numberedSteps } from "../../src/flowListing/listing.ts";
import { pathCosts } from "../../src/flowListing/pathCosts.ts";
import type { Action } from "../../src/model/actions.ts";
import { actionsOf, type Flow } from "../../src/model/flow.ts";
import { callback } from "../../src/model/flows/callback.ts";
import { consultation } from "../../src/model/flows/consultation.ts";
import { inbound } from "../../src/model/flows/inbound.ts";
import { flows } from "../../src/model/flows/index.ts";
import { login } from "../../src/model/flows/login.ts";
import { outbound } from "../../src/model/flows/outbound.ts";
import { recording } from "../../src/model/flows/recording.ts";
import { voicemailAccess } from "../../src/model/flows/voicemailAccess.ts";
import { voicemailLeave } from "../../src/model/flows/voicemailLeave.ts";
import { pathsOf } from "../../src/model/paths.ts";
import { read } from "../../src/scenario/read.ts";
import { validate } from "../../src/scenario/validate.ts";
import { busyhour } from "../cli/support.ts";

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const reference = validate(read(file("scenarios/reference-2000.yaml")));

/** Actions that do something, those of legs beside included, and what some of them are part of. */
const doneBy = (actions: readonly Action[]): readonly Action[] =>
  actions.flatMap((action) => {
    if (!("actions" in action)) return [action];
    const isNamed = ["when", "times", "lookUp"].includes(action.verb);
    return [...(isNamed ? [action] : []), ...doneBy(action.actions)];
  });

describe.each(flows.map((flow): [string, Flow] => [flow.name, flow]))("%s", (name, flow) => {
  const lines = [...Object.entries(flow.steps), ...Object.entries(flow.endings)];

  test("its listing", async () => {
    await expect(flowListing(flow, reference)).toMatchFileSnapshot(
      file(`test/golden/flow-${name}.txt`),
    );
  });

  test("the ladder shows every action of every line, among the roles of the flow", () => {
    for (const [label, line] of lines) {
      const rows = ladderRows(flow, label, line);
      expect(rows, label).toHaveLength(Math.max(1, doneBy(actionsOf(line)).length));
      const roles = Object.keys(flow.roles);
      for (const { from, to } of rows) expect(roles).toEqual(expect.arrayContaining([from, to]));
    }
  });

  test("the Mermaid diagram has an arrow for each message between two participants", () => {
    const rows = Object.entries(flow.steps).flatMap(([label, line]) =>
      ladderRows(flow, label, line),
    );
    const arrows = flowMermaid(flow).match(/-?->>/g);
    expect(arrows).toHaveLength(rows.filter(({ from, to }) => from !== to).length);
  });
});

test("steps are counted as the blueprint counts them", () => {
  expect(numberedSteps(login)).toBe(6);
  expect(numberedSteps(inbound)).toBe(12);
  expect(numberedSteps(callback)).toBe(9);
  expect(numberedSteps(outbound)).toBe(11);
  expect(numberedSteps(consultation)).toBe(7);
  expect(numberedSteps(voicemailLeave)).toBe(5);
  expect(numberedSteps(voicemailAccess)).toBe(5);
  expect(numberedSteps(recording)).toBe(9);
});

describe("what a path costs, from the table alone", () => {
  const costs = (flow: Flow, path: string) =>
    pathCosts(flow, reference).find((each) => each.path.name === path)!;

  test("a served call: 89 SIP messages, 60 s of treatment, 10 + 180 + 10 s of an agent", () => {
    expect(costs(inbound, "main")).toMatchObject({
      sipTrunk: 6,
      sipInward: 83,
      trunkSeconds: 60 + 10 + 180,
      portSeconds: 60,
      agentSeconds: 200,
    });
  });

  test("a call without a free trunk sends nothing and holds nothing", () => {
    expect(costs(inbound, "noTrunk")).toMatchObject({ messages: 0, bytes: 0, trunkSeconds: 0 });
  });

  test("a log-in with one refresh: 12 SIP messages with the challenge, 6 without", () => {
    expect(costs(login, "main").sipInward).toBe(12 + 6);
    expect(costs(login, "challenged").sipInward).toBe(12 + 12);
  });
});

test("what the report says is assumed of a served call is what its table has", () => {
  const main = pathsOf(inbound).find(({ name }) => name === "main")!;
  const times = (is: (action: Action) => boolean) =>
    main.actions.filter(({ action }) => is(action)).length;
  const events = times(({ verb }) => verb === "tell");
  const hops = 3;
  const infos = times((action) => action.verb === "send" && action.message === "INFO") / hops;
  const said = reference.fixedAssumptions.map(({ subject, value }) => `${subject}: ${value}`);
  expect(said).toContain(`T-events of a served call: ${events} of the agent's DN`);
  expect(said).toContain("recording: none");
  expect(said).toContain(`media control of a served call: ${infos} INFO transactions`);
});

describe("busyhour flows", () => {
  test("without a name lists all, with their numbered steps", async () => {
    const { exitCode, out } = await busyhour("flows");
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^inbound .* 12$/m);
    expect(out).toMatch(/^login .* 6$/m);
    expect(out).toMatch(/^recording .* 9$/m);
  });

  test("--mermaid prints the diagram alone", async () => {
    expect((await busyhour("flows", "login", "--mermaid")).out).toBe(flowMermaid(login));
  });
});
