import type { Question } from "../../src/model/actions.ts";
import { flows } from "../../src/model/flows/index.ts";
import { type Path, pathsOf } from "../../src/model/paths.ts";
import { answersOf } from "../../src/model/questions.ts";
import type { CallRecord } from "../../src/model/records.ts";
import type { Scenario } from "../../src/scenario/types.ts";
import { accountFor } from "../oracle/closedForm.ts";
import { Oracle } from "../oracle/oracle.ts";

const inbound = flows.find(({ name }) => name === "inbound")!;
const paths = pathsOf(inbound, { timesOf: () => 0, leavesOnce: true });

/** What all calls answer to questions of the table; "no" to those that are not named. */
type Answers = Readonly<Partial<Record<Question, string>>>;

/** Nothing happens on it that a scenario has to ask for, but what its name says. */
export function isPlain({ answers, name }: Path, given: Answers = {}): boolean {
  return [...answers].every(
    ([question, answer]) =>
      (given[question] ?? answersOf(question)[0]) === answer || question === name,
  );
}

/**
 * Which way through the inbound table a call took, told from its record alone. A call may lack a
 * trunk only where ports are unlimited, since without signalling delay both end at once.
 */
export function pathOf(
  record: CallRecord,
  whenBlocked: "noPort" | "queueFull",
  given: Answers = {},
): Path {
  const name = nameOf(record, whenBlocked);
  return paths.find((path) => path.name === name && isPlain(path, given))!;
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
  given: Answers = {},
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
    for (const { action, failed } of pathOf(record, whenBlocked, given).actions)
      if (!failed) accountFor(books, call, action);
  }
  return books;
}
