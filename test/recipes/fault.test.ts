import { expect, test, vi } from "vitest";
import type { FaultKind } from "../../src/model/faults/types.ts";
import { run, TWO_SITES } from "../support/scenarios.ts";

vi.mock("../../src/model/faults/index.ts", async (original) => {
  const { faultKinds } = await original<{ faultKinds: readonly FaultKind[] }>();
  const linkWatched: FaultKind = {
    name: "linkWatched",
    meaning: "A link is watched: its onset and recovery are told",
    strikes: "link",
    onset: (world, { links: [link] }) => moments.push([world.nowUs, link!, "onset"]),
    detected: (world, { links: [link] }) => moments.push([world.nowUs, link!, "detected"]),
    recovery: (world, { links: [link] }) => moments.push([world.nowUs, link!, "recovery"]),
  };
  return { faultKinds: [...faultKinds, linkWatched] };
});

const moments = vi.hoisted(() => [] as [number, number, string][]);

test("a new failure mode is one record in the list: the scenario language knows it at once", () => {
  const text = `${TWO_SITES}faults:
  - linkWatched: { target: "dc1>dc2", at: 10s, for: 5s, detection: 2s }
`;
  const { plan } = run(text, 0.01);
  const { links, places } = plan.scenario;
  const link = links.findIndex(({ from, to }) => places[from] === "dc1" && places[to] === "dc2");
  expect(moments).toEqual([
    [10_000_000, link, "onset"],
    [12_000_000, link, "detected"],
    [15_000_000, link, "recovery"],
  ]);
});
