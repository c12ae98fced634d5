import * as z from "zod";
import type { Source } from "../../parameter.ts";
import { INTERVAL_LENGTH, RATE, siteShares } from "./demand.ts";
import type { Names } from "./names.ts";
import { law, quantity } from "./quantities.ts";
import { busynessField } from "./run.ts";
import { type Finding, unless, whole } from "./sections.ts";
import { newName, reference, timeOfDay } from "./words.ts";

const assumed = (note: string): Source => ({ mark: "assumption", note });
const NO_FIGURE = assumed("no public figure");

/** What an agent does with it. */
const WORK = {
  exchanges: quantity({
    kind: "count",
    meaning: "Messages of the customer that the agent answers, each once: 1 for an e-mail",
    default: 6,
    min: 1,
    max: 1000,
    source: assumed("a chat; no public figure"),
  }),
  accept: law({
    kind: "distribution",
    meaning: "Time from the offer on the desktop until the agent takes it",
    default: "5s",
    max: "10min",
    source: NO_FIGURE,
  }),
  handling: law({
    kind: "distribution",
    meaning: "Time the agent spends on the interaction in all, evenly over its exchanges",
    default: "lognormal(mean 6min, cv 1.0)",
    max: "10h",
    source: NO_FIGURE,
  }),
  afterWork: law({
    kind: "distribution",
    meaning: "The agent's work after it was marked done",
    default: "10s",
    max: "10h",
    source: NO_FIGURE,
  }),
};

const sourceFields = (names: Names | undefined) =>
  z.strictObject({
    queue: reference("queue", "Queue whose agents take them, beside its calls", names?.queues),
    rate: quantity({ ...RATE, meaning: "Interactions that begin, a Poisson stream" }).optional(),
    intervals: z
      .strictObject({
        start: timeOfDay("Start of the first interval"),
        length: quantity(INTERVAL_LENGTH),
        rates: z
          .array(quantity({ ...RATE, meaning: "Interactions that begin in the interval" }))
          .min(1),
      })
      .optional(),
    sites: siteShares(names).optional(),
    busyness: busynessField(
      "Coefficient of variation of a gamma factor on the day's rate, beside the one that all " +
        "demands share (run.busyness)",
    ),
    priority: quantity({
      kind: "count",
      meaning: "As that of a demand: whom an agent takes first",
      default: 0,
      min: 0,
      max: 1000,
      source: assumed("as calls of the lowest priority: who waits longest is next"),
    }),
    patience: law({
      kind: "distribution",
      meaning: "Time in the queue after which the customer leaves; never for e-mail",
      default: "never",
      source: assumed("as e-mail: nothing is lost by waiting"),
    }),
    ...WORK,
  });

type Digital = z.output<ReturnType<typeof sourceFields>>;

/** Chats, e-mails and other messages that agents answer one at a time, beside their calls. */
export const digitalFields = (names: Names | undefined) =>
  z.record(
    newName("source of interactions", names?.callers),
    whole(sourceFields(names), (source) => findings(source, names)),
  );

function findings({ rate, intervals, sites }: Digital, names: Names | undefined) {
  const without = names?.sites.find(
    (site) =>
      names.platform === "cluster" &&
      (sites ? (sites[site] ?? 0) > 0 : true) &&
      names.instances(site, "interactionServer") === 0,
  );
  return [
    ...unless((rate === undefined) !== (intervals === undefined), {
      wanted: "either rate or intervals",
      given: rate === undefined ? "neither" : "both",
    }),
    ...unless(without === undefined, {
      wanted: "interactionServer at every site where they come in",
      given: `none at ${without}`,
    }),
  ] satisfies readonly Finding[];
}
