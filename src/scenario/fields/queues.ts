import * as z from "zod";
import { AGENT_CHOICES } from "../queueTypes.ts";
import type { Names } from "./names.ts";
import { quantity } from "./quantities.ts";
import { findingsInRouting, routingFields } from "./routing.ts";
import { whole } from "./sections.ts";
import { newName, word } from "./words.ts";

/** Where calls wait for an agent, and who serves them. */
export const queuesFields = (names: Names | undefined) =>
  z.record(newName("queue"), whole(queueFields(names), findingsInRouting));

const queueFields = (names: Names | undefined) =>
  z.strictObject({
    ...routingFields(names),
    agentChoice: word(
      AGENT_CHOICES,
      "Which agent is taken, of those ready, of the least rank and, where it matters, at the " +
        "call's site: who has been idle longest, or any",
      "longestIdle",
      { source: { mark: "assumption", note: "the usual rule of routing; no public figure" } },
    ),
    location: word(
      ["localFirst", "any"],
      "Whether, of the agents of equal rank, one at the call's own site is taken before a remote " +
        "one",
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
    atClose: word(
      ["keep", "clear"],
      "Calls in the queue when the shift of its last agent ends, and calls that come before the " +
        "next one begins. keep: they wait; clear: they are turned away, to voicemail where the " +
        "demand says so",
      "keep",
      { source: { mark: "assumption", note: "callers wait until they lose patience" } },
    ),
    threshold: quantity({
      kind: "duration",
      meaning: "Service-level threshold: answered within this time counts as in time",
      default: "20s",
      min: "0s",
      max: "24h",
      source: { mark: "assumption", note: "the common 80/20 target" },
    }),
  });
