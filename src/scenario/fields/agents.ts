import * as z from "zod";
import type { Parameter } from "../../parameter.ts";
import { PHONES } from "../agentTypes.ts";
import { INTERVAL_LENGTH, OWN_FIGURE } from "./demand.ts";
import type { Names } from "./names.ts";
import { law, quantity } from "./quantities.ts";
import { type Finding, unless, whole } from "./sections.ts";
import { knownName, neverTrue, newName, reference, timeOfDay, word } from "./words.ts";

const AGENTS: Parameter = {
  kind: "count",
  meaning: "Agents of the group at the site; a list gives one count per interval",
  min: 0,
  max: 100_000,
  source: OWN_FIGURE,
};

const ONE_COUNT = quantity(AGENTS);
const COUNTS = z.union([ONE_COUNT, z.array(ONE_COUNT)]);

/** People who answer: how many at each site, and when. */
export const agentsFields = (names: Names | undefined) =>
  z.record(newName("group"), whole(groupFields(names), findingsInGroup));

const groupFields = (names: Names | undefined) =>
  z.strictObject({
    sites: z.record(knownName("site", names?.sites), COUNTS),
    location: reference(
      "location",
      "Where they sit; on the desks of their sites when left out",
      names?.branches.map(({ name }) => name),
    ).optional(),
    phone: word(
      PHONES,
      "What they answer with; pstn: a public number, reached over a trunk of its own",
      "softphone",
      { source: { mark: "blueprint", note: "5.1.2: the Genesys Softphone is recommended" } },
    ),
    intervals: z
      .strictObject({
        start: timeOfDay("Start of the first interval"),
        length: quantity(INTERVAL_LENGTH),
      })
      .optional(),
    shrinkage: quantity({
      kind: "share",
      meaning: "Share of the time that each of them is away: breaks, meetings, side work, illness",
      default: 0,
      source: { mark: "assumption", note: "whoever is rostered is there" },
    }),
    absence: law({
      kind: "distribution",
      meaning: "How long somebody is away at a time; who is in a call finishes it first",
      default: "exponential(mean 30min)",
      max: "24h",
      source: {
        mark: "assumption",
        note: "measured at a bank: half of an absence outlasts 30 min",
      },
    }),
    atShiftEnd: word(
      ["finishCallAndWork", "leaveAfterCall"],
      "Whether an agent in a call at the end of the shift still does the after-call work",
      "finishCallAndWork",
      { source: { mark: "assumption", note: "agents finish what they have begun" } },
    ),
    whoLeaves: word(
      ["named", "firstDone"],
      "Who leaves at the end of a shift where those ready are not enough: certain busy agents, " +
        "while the others take further calls, or as many as are done first, whoever they are",
      "named",
      { source: { mark: "assumption", note: "everybody has a shift of their own" } },
    ),
    nailedUp: neverTrue(
      "Agents whose phone stays connected between calls",
      "false: nailed-up agents are not supported in a SIP Cluster (blueprint)",
    ),
  });

function findingsInGroup(group: z.output<ReturnType<typeof groupFields>>): readonly Finding[] {
  const lists = Object.entries(group.sites).flatMap(([site, counts]) =>
    typeof counts === "number" ? [] : [{ site, length: counts.length }],
  );
  const [first] = lists;
  if (first === undefined) return [];
  const wanted = `${Math.max(1, first.length)} counts, one per interval`;
  const intervals = { wanted: "intervals, since counts are lists", path: ["intervals"] };
  return [
    ...unless(group.intervals !== undefined, intervals),
    ...lists.flatMap(({ site, length }) =>
      unless(length > 0 && length === first.length, {
        wanted,
        given: String(length),
        path: ["sites", site],
      }),
    ),
  ];
}
