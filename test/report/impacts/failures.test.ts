import { beforeAll, describe, expect, test } from "vitest";
import { find } from "../../../src/report/findings.ts";
import { impactMatrix } from "../../../src/report/impacts/matrix.ts";
import type { FunctionName, Impact } from "../../../src/report/impacts/published.ts";
import type { Findings } from "../../../src/report/types.ts";
import { runStudy } from "../../../src/run.ts";

const NAMES = [
  "zone",
  "region-single_region",
  "region-variant1",
  "region-variant2",
  "region-two_region",
  "access-network-mpls",
  "access-network-internet",
] as const;
type Name = (typeof NAMES)[number];

const runs = new Map<Name, Findings>();
const value = (name: Name, id: string, scope?: string): number =>
  find(runs.get(name)!, id, scope)?.estimate ?? Number.NaN;
const cell = (name: Name, of: FunctionName, impact: Impact) =>
  impactMatrix(runs.get(name)!).find((each) => each.function === of && each.impact === impact)!;

beforeAll(async () => {
  const overrides = ["run.replications=3"];
  for (const name of NAMES)
    runs.set(name, (await runStudy(`scenarios/dr/${name}.yaml`, { overrides }))!);
}, 120_000);

describe.each(NAMES)("%s", (name) => {
  test("no figure of an impact is below zero, and the outage is measured to the second", () => {
    const { estimates } = runs.get(name)!;
    const low = estimates.filter(({ id, estimate }) => /^impact\./.test(id) && estimate! < 0);
    expect(low).toEqual([]);
    expect(value(name, "impact.before")).toBe(10);
    expect(value(name, "impact.during")).toBe(20);
  });

  test("every call cut off is counted once by what it was on", () => {
    const sum = (ids: readonly string[]) =>
      ids.reduce((total, id) => total + (find(runs.get(name)!, id)?.estimate ?? 0), 0);
    const origins = ["", ".campaigns", ".callbacks", ".retrievals"];
    const lost = sum(origins.map((part) => `recovery.lost${part}`));
    const cut = ["node", "sbc", "port", "media", "link"].map((on) => `recovery.cut.${on}`);
    expect(lost).toBeGreaterThan(100);
    expect(sum(cut)).toBeCloseTo(lost, 9);
  });

  test("every difference has a reason, and every cell a figure", () => {
    const cells = impactMatrix(runs.get(name)!);
    expect(cells.length).toBe(96);
    for (const { verdict, reason, shown } of cells) {
      expect(reason === "").toBe(verdict === "agrees");
      expect(shown).not.toBe("–");
    }
  });
});

test("the guide's tables against the runs of the variant they were written for", () => {
  const counts = (name: Name) => {
    const all = impactMatrix(runs.get(name)!);
    const differing = all.filter(({ verdict }) => verdict === "differs");
    return [...new Set(differing.map((each) => each.function))].toSorted();
  };
  expect(counts("region-two_region")).toEqual(["callback", "digital", "voicemail"]);
  expect(counts("access-network-mpls")).toEqual([
    "callback",
    "digital",
    "historicalFeed",
    "outbound",
  ]);
  expect(cell("zone", "callRouting", "activeCalls").says).toBe("dropped");
  for (const on of ["sbc", "port", "media"])
    expect(value("zone", `recovery.cut.${on}`), on).toBeGreaterThan(10);
});

test("nothing is dialled by a network that has failed", () => {
  expect(value("access-network-mpls", "impact.outbound.placed.before")).toBeGreaterThan(100);
  expect(value("access-network-mpls", "impact.outbound.placed.during")).toBe(0);
  const placed =
    value("access-network-mpls", "outbound.attempts") -
    value("access-network-mpls", "outbound.unplaced");
  // What is dialled once all is mended counts as neither.
  expect(placed - value("access-network-mpls", "impact.outbound.placed.before")).toBeGreaterThan(
    100,
  );
  expect(value("access-network-mpls", "impact.digital.served.during")).toBeGreaterThan(0);
});

describe("of a lost region the variants save one thing after the other", () => {
  const answered = (name: Name) => value(name, "impact.calls.answered.during");
  const failed = (name: Name) =>
    value(name, "recovery.newCalls.failed") / value(name, "recovery.newCalls");

  test("a second region with the IVR alone: calls enter, and nobody answers", () => {
    expect(failed("region-single_region")).toBeGreaterThan(0.9);
    expect(failed("region-variant1")).toBeLessThan(0.2);
    expect(answered("region-variant1")).toBe(0);
    expect(cell("region-variant1", "agentLogin", "newWork").says).toBe("refused");
  });

  test("with desktops: agents log in, and still nobody answers", () => {
    expect(cell("region-variant2", "agentLogin", "newWork").says).toBe("taken");
    expect(answered("region-variant2")).toBe(0);
    expect(cell("region-variant2", "callRouting", "newWork").says).toBe("refused");
  });

  test("with routing: calls are answered", () => {
    expect(answered("region-two_region")).toBeGreaterThan(700);
    expect(cell("region-two_region", "callRouting", "newWork").says).toBe("taken");
    expect(cell("region-two_region", "playback", "service").says).toBe("partial");
    expect(cell("region-variant2", "playback", "service").says).toBe("none");
  });
});
