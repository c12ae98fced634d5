import * as z from "zod";
import type { Names } from "./names.ts";
import { quantity } from "./quantities.ts";
import { unless, whole } from "./sections.ts";
import { newName, reference, word } from "./words.ts";

const GROUPS = "Agent group that serves the queue; the first is preferred";

/** Where calls wait for an agent, and who serves them. */
export const queuesFields = (names: Names | undefined) =>
  z.record(
    newName("queue"),
    z.strictObject({
      groups: whole(z.array(reference("group", GROUPS, names?.groups)), (groups) => [
        ...unless(groups.length > 0, { wanted: "at least one group" }),
        ...unless(new Set(groups).size === groups.length, { wanted: "each group once" }),
      ]),
      location: word(
        ["localFirst", "any"],
        "Whether an agent at the call's own site is taken before a remote one",
        "localFirst",
        { source: { mark: "assumption", note: "keeps media within a site as long as it can" } },
      ),
      capacity: quantity({
        kind: "count",
        meaning: "Calls that may wait; one more is blocked",
        default: "unlimited",
        min: 0,
        max: 1_000_000,
        unlimited: true,
        source: { mark: "assumption", note: "no limit unless the scenario states one" },
      }),
      threshold: quantity({
        kind: "duration",
        meaning: "Service-level threshold: answered within this time counts as in time",
        default: "20s",
        min: "0s",
        max: "24h",
        source: { mark: "assumption", note: "the common 80/20 target" },
      }),
    }),
  );
