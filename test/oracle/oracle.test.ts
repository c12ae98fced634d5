import { describe, expect, test } from "vitest";
import { settleAccounts } from "../../src/model/accounts.ts";
import { flows } from "../../src/model/flows/index.ts";
import { MESSAGE_KINDS } from "../../src/model/messages.ts";
import { planOf } from "../../src/model/plan.ts";
import { OP } from "../../src/model/program.ts";
import { randomScenario } from "../support/randomScenario.ts";
import { type Run, runFor, scenarioOf } from "../support/scenarios.ts";
import { Oracle } from "./oracle.ts";

const HOURS = 0.25;

/** To replay one: `ORACLE_SEED=17 npx vitest run test/oracle`. */
const FIRST = Number(process.env.ORACLE_SEED ?? 0);
const SEEDS = process.env.ORACLE_SEED === undefined ? 200 : 1;

interface Outcome {
  readonly records: unknown;
  readonly messages: Readonly<Record<string, number>> | null;
  readonly tevents: readonly number[];
  readonly linkBytes: readonly number[];
}

function engineSays({ plan, world, records }: Run): Outcome {
  settleAccounts(world);
  const { counters } = world.recorders;
  const messages = Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, 0]));
  for (const [row, count] of world.rowCount.entries())
    if (plan.program.op[row] === OP.DEPART) messages[MESSAGE_KINDS[plan.program.a[row]]] += count;
  return {
    records,
    messages: plan.message ? messages : null,
    tevents: Array.from(plan.meters.tevents, (counter) => counters[counter]),
    linkBytes: Array.from(plan.meters.linkBytes, (counter) => counters[counter]),
  };
}

function oracleSays(oracle: Oracle): Outcome {
  const { generated, mesh, delivered } = oracle.tevents;
  return {
    records: oracle.records,
    messages: oracle.isMessage ? oracle.messages : null,
    tevents: [generated, mesh, delivered],
    linkBytes: oracle.machinery.wires.flatMap(({ bytes }) => [bytes.signalling, bytes.tlib]),
  };
}

describe("the engine does what a slow interpreter of the same tables does", () => {
  test.each(Array.from({ length: SEEDS }, (_, i) => FIRST + i))("scenario of seed %i", (seed) => {
    const scenario = scenarioOf(randomScenario(seed));
    const oracle = new Oracle(scenario, flows, 0);
    oracle.agenda.runUntil(HOURS * 3_600_000_000);
    expect(engineSays(runFor(planOf(scenario), HOURS))).toEqual(oracleSays(oracle));
  });
});
