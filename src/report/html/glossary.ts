import { meaningOfMetric } from "../findings.ts";
import { left, type Table } from "../tables/table.ts";
import type { CapacityRow } from "../types.ts";

/** What a reader from outside the trade may not know. */
const WORDS: readonly (readonly [word: string, meaning: string])[] = [
  ["CAPS", "call attempts per second: calls that begin, whether or not anybody answers"],
  ["closed form", "computed from the call flows and means alone, without a run"],
  ["headroom", "how much the load may grow until a resource is full on average"],
  ["busy hour", "the hour of greatest load, for which a system is sized"],
  ["IVR, qualification", "announcements and questions before a call joins a queue"],
  ["SBC", "session border controller: where the calls of a carrier enter a site"],
  ["MCP", "media control platform: plays announcements and music through its ports"],
  ["trunks", "calls that the lines from the carriers can carry at the same time"],
  ["mcp.treatment", "ports of the MCPs that play to callers before and while they wait"],
  ["INVITE dialog", "one leg of a call as a SIP server sees it, from its set-up to its release"],
  ["T-events", "messages that tell desktops and servers what happens to a call"],
  ["T-Library", "the protocol that carries T-events"],
  ["desks:…", "the network that connects the agents of a site"],
  ["a>b", "the direction from a to b of the link between them"],
  ["p50, p90, p95, p99", "what 50, 90, 95, 99 % of the values do not exceed"],
  ["redial", "a caller who was not served calls again"],
  ["replication", "one independent repetition of the run with random numbers of its own"],
  ["MSER-5", "a rule that finds where the start of a run stops to distort its means"],
  ["seed", "the text that all random numbers of a run follow from"],
];

/** The words, then the resources of the capacity table by what they are. */
export function glossary(capacity: readonly CapacityRow[]): Table {
  const components = capacity.filter(({ kind, note }) => kind === "component" && note !== "");
  return {
    title: "Words and abbreviations of this report",
    columns: [left("word"), left("meaning")],
    rows: [...WORDS, ...components.map(({ name, note }) => [name, note])],
  };
}

/**
 * What a name in the head of a row stands for, for those who point at it: a metric, perhaps with a
 * scope behind it, or a word.
 */
export function meaningOf(name: string): string | undefined {
  const [metric = name] = name.split(" [", 1);
  return meaningOfMetric(metric) ?? WORDS.find(([word]) => word === name)?.[1];
}
