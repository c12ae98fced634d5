import { test } from "vitest";
import { flows } from "../../src/model/flows/index.ts";
import { runUntil } from "../../src/engine/loop.ts";
import { planOf } from "../../src/model/plan.ts";
import { wire } from "../../src/model/wire.ts";
import { scenarioOf } from "../support/scenarios.ts";
import { Oracle } from "./oracle.ts";
import { randomScenario } from "./randomScenario.ts";
test("trace", () => {
  for (const seed of (process.env.SEEDS ?? "57").split(",").map(Number)) {
  const text = randomScenario(seed);
  const scenario = scenarioOf(text);
  const oracle = new Oracle(scenario, flows, 0);
  const theirs: string[] = [];
  const work = oracle.machinery.work.bind(oracle.machinery);
  oracle.machinery.work = (n, m, now) => { const d = work(n, m, now); if (oracle.machinery.machines[n].instance.component >= 0) theirs.push(`${now} ${oracle.machinery.machines[n].instance.name} ${d} #${m}`); return d; };
  oracle.agenda.runUntil(1.8e9);
  const world = wire(planOf(scenario), 0, []);
  const ours: string[] = [];
  const book = world.platform.book.bind(world.platform);
  world.platform.book = (s: number, now: number, us: number) => { const d = book(s, now, us); const i = world.topology.stations[s].instance; if (world.topology.instances[i].component >= 0) ours.push(`${now} ${world.topology.instances[i].name} ${d}`); return d; };
  runUntil(world, 1.8e9);
  const i = ours.findIndex((x, k) => x !== theirs[k]?.split(" #")[0]);
  console.log(seed, i, ours.length, theirs.length, `\nengine\n${ours.slice(i - 6, i + 6).join("\n")}\noracle\n${theirs.slice(i - 6, i + 6).join("\n")}`);
  if (process.env.TEXT) console.log(text);
  }
});
