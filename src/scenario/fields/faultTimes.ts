import * as z from "zod";
import type { Parameter, Source } from "../../parameter.ts";
import { MistakeError } from "./leaf.ts";
import { law, quantity } from "./quantities.ts";
import { formed, reference, word } from "./words.ts";

const PLANNED: Source = { mark: "given", note: "the planner's own experiment" };

const AT: Parameter = {
  kind: "duration",
  meaning: "Onset, from the start of the run",
  min: "0s",
  max: "168h",
  source: PLANNED,
};
const EVERY: Parameter = {
  kind: "distribution",
  meaning:
    "Instead of `at`: law of the time from the start, or the last recovery, to the next onset",
  max: "1000000h",
  source: PLANNED,
};

export const atField = quantity(AT).optional();
export const everyField = law(EVERY).optional();

/** Instead of `at`: a time after another fault of the list. */
export const afterField = (faults: readonly string[] | undefined) =>
  z
    .strictObject({
      fault: reference("fault", "The fault that this one follows, each time it strikes", faults),
      from: word(["onset", "recovery"], "What of that fault the delay counts from", "onset"),
      delay: quantity({
        ...AT,
        meaning: "From there to the onset of this one",
        default: "0s",
        source: { mark: "derived", note: "at once where nothing is said" },
      }),
    })
    .optional();

export const forField = law({
  ...AT,
  kind: "distribution",
  meaning: "Time until recovery, or a law of it",
  min: "1us",
});

export const detectionField = quantity({
  kind: "duration",
  meaning:
    "From onset until all senders stop choosing what is down; left out, they find out by OPTIONS " +
    "(at call fidelity, when a carrier does in the mean)",
  min: "0s",
  max: "1h",
  source: PLANNED,
}).optional();

/** The beta factor of `availability.commonCause`, for failures at random in a run. */
export const commonCauseField = quantity({
  kind: "share",
  meaning: "Share of the failures of an instance that strike all of its component and site",
  default: 0,
  source: {
    mark: "derived",
    note: "each on its own where nothing is said; the beta factor of availability.commonCause",
  },
});

/** The name by which other faults follow this one. */
export const faultNameField = formed(
  "Name by which other faults follow this one",
  "a name of letters, digits, _ and -, a letter first",
  (given) => {
    if (/^[A-Za-z][\w-]*$/.test(given)) return given;
    throw new MistakeError({ wanted: "a name of letters, digits, _ and -, a letter first" });
  },
).optional();
