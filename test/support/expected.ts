import { flows } from "../../src/model/flows/index.ts";
import { type Path, pathsOf } from "../../src/model/paths.ts";
import type { CallRecord } from "../../src/model/records.ts";
import type { Scenario } from "../../src/scenario/types.ts";
import { accountFor } from "../oracle/closedForm.ts";
import { Oracle } from "../oracle/oracle.ts";

const inbound = flows.find(({ name }) => name === "inbound")!;
/** By name: of those who answer no to all that is optional. */
const paths = new Map(
  pathsOf(inbound, () => 0)
    .filter((path) => isPlain(path))
    .map((path) => [path.name, path]),
);

/** Nothing happens on it that a scenario has to ask for, but what its name says. */
export function isPlain({ answers, name }: Path): boolean {
  return [...answers].every(([question, answer]) => answer === "no" || question === name);
}

/**
 * Which way through the inbound table a call took, told from its record alone. A call may lack a
 * trunk only where ports are unlimited, since without signalling delay both end at once.
 */
export function pathOf(record: CallRecord, whenBlocked: "noPort" | "queueFull"): Path {
  return paths.get(nameOf(record, whenBlocked))!;
}

function nameOf(record: CallRecord, whenBlocked: string): string {
  const { outcome, queuedUs, selectedUs, arrivedUs, endedUs, site } = record;
  switch (outcome) {
    case "served":
      return "main";
    case "contained":
      return "contained";
    case "abandoned":
      if (queuedUs === null) return "abandonedInIvr";
      return selectedUs === null ? "abandonedInQueue" : "abandonedRinging";
    case "blocked":
      return arrivedUs === endedUs && whenBlocked === "queueFull" ? "noTrunk" : whenBlocked;
    default:
      throw new Error(`a faultless run has no call that ${outcome} at site ${site}`);
  }
}

/** Messages by kind, T-events, and bytes by link and class, from records and tables alone. */
export function expectedTraffic(
  scenario: Scenario,
  records: readonly CallRecord[],
  whenBlocked: "noPort" | "queueFull",
): Pick<Oracle, "messages" | "tevents" | "machinery"> {
  const books = new Oracle(scenario, flows, 0);
  const attributes = {} as Parameters<Oracle["newCall"]>[0]["attributes"];
  for (const record of records) {
    const { site, demand } = record;
    const call = books.newCall({
      flow: inbound,
      demand,
      site,
      attributes,
      answers: {},
      lookUps: [],
    });
    call.agents[0] = books.people.agents[record.agent] ?? null;
    for (const { action, failed } of pathOf(record, whenBlocked).actions)
      if (!failed) accountFor(books, call, action);
  }
  return books;
}
