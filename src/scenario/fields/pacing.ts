import * as z from "zod";
import { PACING_RULES } from "../../model/outbound/results.ts";
import type { Source } from "../../parameter.ts";
import { NO_FIGURE, number, share } from "./campaignParameters.ts";
import type { Names } from "./names.ts";
import { quantity } from "./quantities.ts";
import { optionalSection } from "./sections.ts";
import { reference, word } from "./words.ts";

const RULE: Source = { mark: "published", note: "US and UK rules: 3 % of live answers" };

const PREDICTIVE = {
  abandonLimit: quantity(
    share("Predictive: largest share of live answers not connected in time", 0.03, RULE),
  ),
  margin: quantity(share("Predictive: it aims below that limit by this", 0.005, NO_FIGURE)),
  window: quantity({
    kind: "duration",
    meaning: "Predictive: time over which the limit holds; 24h in the UK",
    default: "720h",
    min: "1min",
    max: "8760h",
    source: { mark: "published", note: "US rule: per campaign over 30 days" },
  }),
  leastAgents: quantity({
    kind: "count",
    meaning: "Predictive: with fewer agents it dials progressively",
    default: 15,
    min: 1,
    max: 100_000,
    source: { mark: "published", note: "predictive dialling is advised from 15 agents on" },
  }),
  leastResults: quantity({
    kind: "count",
    meaning: "Predictive: before so many results it dials progressively",
    default: 100,
    min: 1,
    max: 1_000_000,
    source: NO_FIGURE,
  }),
};

/** How many numbers a campaign dials. */
export const pacingFields = (names: Names | undefined) =>
  optionalSection(
    z.strictObject({
      rule: word(
        ["byMode", ...PACING_RULES],
        "How many numbers are dialled; byMode: predictive in that mode, else progressive",
        "byMode",
      ),
      perReady: quantity(
        number("Attempts under way per ready agent or free line", 1, 100, {
          mark: "published",
          note: "progressive mode: one for each free agent",
        }),
      ),
      perBusy: quantity(number("Overdial: attempts under way per busy agent", 0, 100, NO_FIGURE)),
      more: quantity(
        number("Threshold: attempts beside those per ready agent", 0, 10_000, NO_FIGURE),
      ),
      leastReady: quantity(
        number("Threshold: ready agents below which nothing is dialled", 1, 100_000, NO_FIGURE),
      ),
      leastTested: quantity(
        number("Threshold: the same of the test groups", 0, 100_000, NO_FIGURE),
      ),
      testGroups: z
        .array(
          reference("group", "Threshold: groups whose ready agents permit dialling", names?.groups),
        )
        .prefault([]),
      rate: quantity({
        kind: "rate",
        meaning: "Constant rate: attempts, whatever the agents do",
        default: "1/s",
        min: "0/s",
        max: "10000/s",
        source: NO_FIGURE,
      }),
      ...PREDICTIVE,
    }),
  );
