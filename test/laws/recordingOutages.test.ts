import { describe, expect, test } from "vitest";
import { runUntil } from "../../src/engine/loop.ts";
import { Awaited } from "../../src/model/awaited.ts";
import { planOf } from "../../src/model/plan.ts";
import { wire } from "../../src/model/wire.ts";
import type { World } from "../../src/model/world.ts";
import { NO_PINGS, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

/** Every call and screen is recorded; muxers take as long as a fifth of each talk. */
const RECORDED = `${TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited")
  .replace("{ sites: { dc1: 9, dc2: 8 } }", "{ sites: { dc1: 90, dc2: 80 } }")
  .replace("rates: [2400/h]", "rates: [4800/h]")
  .replace('talk: "exponential(mean 20s)"', "talk: 20s")}
recording: { mode: siprec, share: 1, screen: { share: 1, muxing: 0.2 } }
faults:
`;
const down = (target: string, fromS: number, toS: number) =>
  `  - ${target.includes("/") ? "instance" : "service"}Down:
      { target: ${target}, at: ${fromS}s, for: ${toS - fromS}s }
`;
const wired = (fidelity: string, ...faults: string[]): World =>
  wire(planOf(scenarioOf(RECORDED + faults.join(""), `run.fidelity=${fidelity}`, ...NO_PINGS)), 0);
const LEVELS = ["sessions", "upload.files", "upload.kB", "upload.voice", "muxer.files"];
const level = ({ plan, recorders }: World, id: string): number =>
  recorders.levels[plan.layout.find("level", `recording.${id}`, "cluster")!]!;

/** What has come of recordings a time after the start. */
function at(world: World, seconds: number) {
  runUntil(world, seconds * 1e6);
  const { plan, recorders } = world;
  const count = (id: string): number =>
    recorders.counters[plan.layout.find("counter", `recording.${id}`, "cluster")!]!;
  const [started, completed, cut, stored] = ["started", "completed", "cut", "stored"].map(count);
  return { started, completed, cut, stored, screens: count("screens"), muxed: count("muxed") };
}

/** In the end there is a file of each recording that was not cut off, and nothing waits. */
function expectAllStored(world: World): ReturnType<typeof at> {
  const end = at(world, 1200);
  expect(end.started).toBeGreaterThan(200);
  const { completed } = end;
  expect(end.started! - end.cut!).toBe(completed);
  expect(end).toMatchObject({ stored: completed, screens: completed, muxed: completed });
  expect(LEVELS.map((id) => level(world, id))).toEqual(LEVELS.map(() => 0));
  return end;
}

describe.each(["message", "call"])("at %s fidelity", (fidelity) => {
  test("screens wait for the muxers, those that one of them was at too, twice", () => {
    const world = wired(fidelity, down("muxer", 200, 300), down("muxer", 400, 500));
    for (const [from, to] of [
      [201, 299],
      [401, 499],
    ]) {
      const [soon, late] = [at(world, from!), at(world, to!)];
      expect(late.muxed).toBe(soon.muxed);
      expect(soon.screens).toBeGreaterThan(soon.muxed);
      expect(late.stored).toBeGreaterThan(soon.stored! + 20);
    }
    expect(expectAllStored(world).cut).toBe(0);
  });

  test("screens wait at the desktops and on their way to the muxer for RWS", () => {
    const world = wired(fidelity, down("rws", 200, 300), down("rws", 400, 500));
    // What a muxer has already, it stores.
    const [soon, late] = [at(world, 210), at(world, 299)];
    expect(late.muxed).toBe(soon.muxed);
    expect(level(world, "upload.files")).toBeGreaterThan(20);
    expect(expectAllStored(world).cut).toBe(0);
  });

  test("voice waits for the store of its site", () => {
    const world = wired(fidelity, down("dc1/recordingStore/1", 200, 300));
    at(world, 299);
    expect(level(world, "upload.files")).toBeGreaterThan(20);
    expect(expectAllStored(world).cut).toBe(0);
  });

  test("what an MCP recorded is cut off with it, and that alone", () => {
    const world = wired(fidelity, down("dc1/mcp/1", 200, 300));
    at(world, 199.9);
    const inProgress = level(world, "sessions");
    const { cut } = expectAllStored(world);
    expect(cut).toBeGreaterThan(2);
    expect(cut).toBeLessThan(inProgress);
  });
});

test("who waits for an instance is told once that it is back, in order", () => {
  const awaited = new Awaited();
  for (const leg of [4, 2, 7]) awaited.add(1, leg);
  awaited.add(2, 9);
  expect([1, 1, 2, 3].map((instance) => awaited.release(instance))).toEqual([
    [4, 2, 7],
    [],
    [9],
    [],
  ]);
});
