import { test } from "vitest";
import { flows } from "../../src/model/flows/index.ts";
import { settleAccounts } from "../../src/model/accounts.ts";
import { runFor, scenarioOf } from "../support/scenarios.ts";
import { Oracle } from "./oracle.ts";
import { randomScenario } from "./randomScenario.ts";
test("diff", () => {
  const out: string[] = [];
  const tally: Record<string, number> = {};
  for (let seed = +(process.env.FROM ?? 0); seed < +(process.env.TO ?? 200); seed++) {
    const scenario = scenarioOf(randomScenario(seed));
    const oracle = new Oracle(scenario, flows, 0);
    let err = "";
    try { oracle.agenda.runUntil(1.8e9); } catch (e) { err = `oracle ${e}`; }
    let r;
    try { r = runFor(scenario, 0.5); settleAccounts(r.world); } catch (e) { out.push(`${seed} engine ${(e as Error).stack?.slice(0,400)} ${err}`); continue; }
    for (const { outcome } of r.records) tally[outcome] = (tally[outcome] ?? 0) + 1;
    if (err) { out.push(`${seed} ${err}`); continue; }
    const i = r.records.findIndex((x, k) => JSON.stringify(x) !== JSON.stringify(oracle.records[k]));
    const bytes = Array.from(r.plan.meters.linkBytes, (c) => r.world.recorders.counters[c]);
    const theirs = oracle.machinery.wires.flatMap(({ bytes }) => [bytes.signalling, bytes.tlib]);
    const links = scenario.links.flatMap(({ from, to }) => [0, 1].map((k) => `${scenario.places[from]}>${scenario.places[to]}/${k}`));
    const diffs = bytes.flatMap((b, k) => b === theirs[k] ? [] : [`${links[k]}: ${b - theirs[k]}`]);
    if (i >= 0 || diffs.length || r.records.length !== oracle.records.length)
      out.push(`${seed} ${scenario.run.fidelity} reg ${scenario.run.registrations} ${scenario.run.agentsAtStart} faults ${scenario.faults.map((f) => f.kind+f.target)} rec# ${r.records.length}/${oracle.records.length} first ${i}\n   ${JSON.stringify(r.records[i])}\n   ${JSON.stringify(oracle.records[i])} ${diffs.slice(0, 6)}`);
  }
  console.log(out.join("\n"), tally);
});
