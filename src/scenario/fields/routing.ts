import * as z from "zod";
import type { Parameter } from "../../parameter.ts";
import type { Names } from "./names.ts";
import { quantity } from "./quantities.ts";
import { type Finding, unless, whole } from "./sections.ts";
import { knownName, reference } from "./words.ts";

const rank = (meaning: string, note: string) =>
  quantity({
    kind: "count",
    meaning,
    default: 1,
    min: 1,
    max: 1000,
    source: { mark: "assumption", note },
  });

const weight = (meaning: string, note: string) =>
  quantity({
    kind: "number",
    meaning,
    default: 1,
    min: 0.001,
    max: 1000,
    source: { mark: "assumption", note },
  });

const SERVICE = z.strictObject({
  rank: rank(
    "A call takes a ready agent of the least rank, whatever the site",
    "all groups alike; a list ranks its groups in its order",
  ),
  weight: weight(
    "Of the agents of equal rank, that of most weight x idle time is taken",
    "who has been idle longest",
  ),
  callRank: rank(
    "An agent of the group takes, of the calls of equal priority, those of the least rank",
    "all queues alike",
  ),
  callWeight: weight(
    "Of the calls of equal priority and rank, that of most weight x time in line is taken",
    "who has stood in line longest",
  ),
});

const GROUP = "Agent group that serves the queue; the first is preferred";

const groupsField = (names: Names | undefined) =>
  z.union([
    whole(z.array(reference("group", GROUP, names?.groups)), (groups) => [
      ...unless(groups.length > 0, ONE_GROUP),
      ...unless(new Set(groups).size === groups.length, { wanted: "each group once" }),
    ]),
    whole(z.record(knownName("group", names?.groups), SERVICE), (services) =>
      unless(Object.keys(services).length > 0, ONE_GROUP),
    ),
  ]);

const ONE_GROUP: Finding = { wanted: "at least one group" };

const AFTER: Parameter = {
  kind: "duration",
  meaning:
    "Time in line, queue treatment not counted, after which the groups of this stage may take " +
    "the call as well",
  min: "1ms",
  max: "24h",
  source: { mark: "given", note: "the planner's own figure" },
};

/** Who serves a queue: at once, and after a longer wait. */
export const routingFields = (names: Names | undefined) => ({
  groups: groupsField(names),
  overflow: z
    .array(z.strictObject({ after: quantity(AFTER), groups: groupsField(names) }))
    .prefault([]),
});

type Routing = z.output<z.ZodObject<ReturnType<typeof routingFields>>>;
type Groups = Routing["groups"];

/** What does not fit together in the routing of one queue. */
export function findingsInRouting(
  queue: Routing & { readonly agentChoice: string },
): readonly Finding[] {
  const { groups, overflow, agentChoice } = queue;
  const stages = [
    { groups, path: ["groups"] },
    ...overflow.map((stage, i) => ({ groups: stage.groups, path: ["overflow", i, "groups"] })),
  ];
  return [
    ...overflow.flatMap(({ after }, i) =>
      unless(after > (overflow[i - 1]?.after ?? 0), {
        wanted: "a longer time than the stage before",
        path: ["overflow", i, "after"],
      }),
    ),
    ...stages.flatMap((stage, i) => namedAgain(stage.groups, stages.slice(0, i), stage.path)),
    ...stages.flatMap((stage) =>
      agentChoice === "random" ? weighed(stage.groups, stage.path) : [],
    ),
  ];
}

const namesOf = (groups: Groups): readonly string[] =>
  Array.isArray(groups) ? groups : Object.keys(groups);

/** A list cannot say what is to change for a group that serves the queue already. */
function namedAgain(
  groups: Groups,
  before: readonly { readonly groups: Groups }[],
  path: PropertyKey[],
): readonly Finding[] {
  if (!Array.isArray(groups)) return [];
  const inForce = new Set(before.flatMap((stage) => namesOf(stage.groups)));
  return groups.flatMap((name, i) =>
    unless(!inForce.has(name), {
      wanted: "a group that does not serve the queue yet (with its new rank, one that does)",
      given: name,
      path: [...path, i],
    }),
  );
}

function weighed(groups: Groups, path: PropertyKey[]): readonly Finding[] {
  if (Array.isArray(groups)) return [];
  return Object.entries(groups).flatMap(([name, service]) =>
    unless(service.weight === 1, {
      wanted: "no weight of idle times, which a random choice does not look at",
      path: [...path, name, "weight"],
    }),
  );
}
