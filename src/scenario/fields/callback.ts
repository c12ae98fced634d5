import * as z from "zod";
import { predictors } from "../../model/predictors/index.ts";
import type { Parameter, Source } from "../../parameter.ts";
import { CALLER_FIELDS, INTERVAL_LENGTH, RATE } from "./demand.ts";
import type { Names } from "./names.ts";
import { law, quantity } from "./quantities.ts";
import { type Finding, optionalSection, unless, whole } from "./sections.ts";
import { newName, reference, timeOfDay, word } from "./words.ts";

const assumed = (note: string): Source => ({ mark: "assumption", note });
const published = (note: string): Source => ({ mark: "published", note });

const time = (meaning: string, standard: string, source: Source, min = "0s"): Parameter => ({
  kind: "duration",
  meaning,
  default: standard,
  min,
  max: "30d",
  source,
});

const share = (meaning: string, standard: number, source: Source) =>
  quantity({ kind: "share", meaning, default: standard, source });

const count = (meaning: string, standard: number | "unlimited", source: Source, max = 1e6) =>
  quantity({ kind: "count", meaning, default: standard, min: 1, max, unlimited: true, source });

const OFFER = z.strictObject({
  above: quantity(
    time("Offered to whom the estimated wait is longer for", "120s", assumed("120 to 180 s")),
  ),
  predictor: word(
    predictors.map(({ name }) => name),
    "How the wait is estimated of a call that joins the queue",
    "handlingTime",
    { source: assumed("no strategy's rule is public") },
  ),
  acceptance: share("Share of those offered it who take it", 0.3, assumed("20 to 50 %")),
});

const BUCKETS = optionalSection(
  z.strictObject({
    length: quantity(
      time("Times are given away in buckets this long", "5min", published("5 to 120 min"), "1s"),
    ),
    limit: count(
      "Requests that one bucket takes; a later one takes those who find it full",
      100,
      published("a callback service's default: 1,200/h"),
    ),
  }),
);

const LIMITS = optionalSection(
  z.strictObject({
    customers: count(
      "Different customers who ask; unlimited: every request is of another one",
      "unlimited",
      assumed("nobody asks twice"),
      1e9,
    ),
    perDay: count(
      "Requests for as soon as possible of one customer within 24 h",
      6,
      published("a callback service's default"),
    ),
    atATime: count(
      "Requests of one customer that wait at the same time",
      2,
      published("a callback service's default"),
    ),
  }),
);

const ANSWERED = share("Share of the customers who answer", 0.5, assumed("no public figure"));

const DIALLING = {
  order: word(
    ["agentFirst", "customerFirst"],
    "Whether an agent is reserved before the customer is called, or waited for by the customer",
    "agentFirst",
    { source: assumed("both are in use") },
  ),
  callProgress: word(
    ["none", "mcp"],
    "Whether an MCP listens who answers (blueprint 5.2.6, step 5: it can be invited)",
    "none",
    { source: { mark: "blueprint", note: "5.2.6: optional" } },
  ),
  detection: law({
    ...time("Time from the answer until the MCP knows who answered", "1s", assumed("1 to 4 s")),
    kind: "distribution",
    max: "1min",
  }),
  attempts: count("Times a customer is called in all", 3, assumed("its default is not public")),
  retry: quantity(
    time("From an attempt in vain to the next", "5min", assumed("its default is not public"), "1s"),
  ),
  answered: z.array(ANSWERED).prefault([0.75, 0.5]),
  dialRing: law({
    ...time("Time the customer's phone rings before the answer", "10s", assumed("no figure")),
    kind: "distribution",
    max: "10min",
  }),
  noAnswer: law({
    ...time("Time it rings in vain", "25s", { mark: "derived", note: "five rings" }),
    kind: "distribution",
    max: "10min",
  }),
  keep: quantity({
    ...time(
      "How long after its time a request is kept",
      "24h",
      published("time to live: 86,400 s"),
      "1s",
    ),
    unlimited: true,
  }),
};

const { patience, ring, talk, afterCallWork } = CALLER_FIELDS;

const serviceFields = (names: Names | undefined) =>
  z.strictObject({
    queue: reference(
      "queue",
      "Queue whose callers are offered it, and whose agents call back",
      names?.queues,
    ),
    offer: OFFER.optional(),
    rate: quantity({ ...RATE, meaning: "Requests by web or app, a Poisson stream" }).optional(),
    intervals: z
      .strictObject({
        start: timeOfDay("Start of the first interval"),
        length: quantity(INTERVAL_LENGTH),
        rates: z.array(quantity({ ...RATE, meaning: "Requests in the interval" })),
      })
      .optional(),
    userOriginated: share(
      "Share of the requests by web or app in which the customer dials in, with an access key",
      0,
      assumed("the centre calls"),
    ),
    scheduled: share(
      "Share of the customers who name a time",
      0,
      assumed("as soon as possible, keeping their place in the queue"),
    ),
    desired: law({
      ...time(
        "From the request to the time that is wanted",
        "uniform(30min, 4h)",
        assumed("no figure"),
      ),
      kind: "distribution",
    }),
    buckets: BUCKETS,
    limits: LIMITS,
    priority: quantity({
      kind: "count",
      meaning: "As that of a demand: whom an agent takes first",
      default: 0,
      min: 0,
      max: 1000,
      source: assumed("who takes a callback keeps the place in the queue"),
    }),
    ...DIALLING,
    ...{ patience, ring, talk, afterCallWork },
  });

type Service = z.output<ReturnType<typeof serviceFields>>;

/** Callback services: offered in a queue, or asked for by web or app. */
export const callbackFields = (names: Names | undefined) =>
  whole(
    z.record(newName("callback service", names?.callers), whole(serviceFields(names), findings)),
    (services) => {
      const offering = Object.entries(services).filter(([, { offer }]) => offer !== undefined);
      return offering.flatMap(([name, { queue }], i) =>
        unless(offering.findIndex((each) => each[1].queue === queue) === i, {
          wanted: "one service that is offered in a queue",
          path: [name, "queue"],
        }),
      );
    },
  );

function findings(service: Service): readonly Finding[] {
  const { offer, rate, intervals, userOriginated, answered } = service;
  const sources = [offer, rate, intervals].filter((each) => each !== undefined).length;
  return [
    ...unless(sources === 1, {
      wanted: "one of offer, rate and intervals",
      given: sources === 0 ? "none" : `${sources} of them`,
    }),
    ...unless(offer === undefined || userOriginated === 0, {
      wanted: "no userOriginated where it is offered in a queue",
      path: ["userOriginated"],
    }),
    ...unless(answered.length > 0, {
      wanted: "at least one share",
      given: "none",
      path: ["answered"],
    }),
  ];
}
