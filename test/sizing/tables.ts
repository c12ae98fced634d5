import { type OwnNumbers, ownScenario } from "../../src/sizing/ownNumbers.ts";
import { type SizingTable, sizingTable } from "../../src/sizing/table.ts";
import type { SizedRow } from "../../src/sizing/types.ts";
import { openStudy } from "../../src/study.ts";

export const BLUEPRINT_NUMBERS: OwnNumbers = {
  agents: 2000,
  utilisation: 0.8,
  qualification: 60e6,
  queue: 0,
  talk: 180e6,
  ring: 10e6,
  afterCallWork: 10e6,
  answered: 0.7,
  human: 0.3,
  redials: 1,
  records: 50_000,
  siteCount: 2,
};

/** The closed-form table of the blueprint's numbers, some of them changed. */
export function tableOf(numbers: Partial<OwnNumbers> = {}, ...settings: string[]): SizingTable {
  const text = ownScenario({ ...BLUEPRINT_NUMBERS, ...numbers });
  return sizingTable(openStudy("numbers", settings, new Map([["numbers", text]])), null);
}

export const rowOf = ({ sections }: SizingTable, id: string): SizedRow =>
  sections.flatMap(({ rows }) => rows).find((row) => row.id === id)!;

export const figureOf = (table: SizingTable, id: string): number => rowOf(table, id).value!;
