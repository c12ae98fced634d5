import * as z from "zod";
import type { Parameter } from "../../parameter.ts";
import { metricName } from "./expectations.ts";
import type { Names } from "./names.ts";
import { quantity } from "./quantities.ts";
import { unless, whole } from "./sections.ts";
import { text } from "./words.ts";

const figure = (meaning: string, note: string, more: Partial<Parameter> = {}) =>
  quantity({ kind: "number", meaning, source: { mark: "published", note }, ...more });

/**
 * Figures that theory or a published result gives, to print beside the simulated ones and to be
 * judged by `busyhour validate`. Numbers are in the metric's unit.
 */
export const exactFields = (names: Names | undefined) =>
  z
    .array(
      whole(
        z.strictObject({
          metric: metricName(names, "Metric that is known, such as wait.mean"),
          scope: text("What it is known of", "cluster"),
          value: figure("What the metric must be", "theory or publication").optional(),
          atMost: figure(
            "What the metric must not exceed: for what is practically zero",
            "theory or publication",
          ).optional(),
          sd: figure(
            "Standard deviation of the simulated value times the root of the calls offered",
            "theory; if absent, the replications tell",
            { min: 0 },
          ).optional(),
          error: figure("Standard error of the figure itself", "0 for theory", {
            min: 0,
            default: 0,
          }),
          within: figure(
            "Difference that does not count, such as one port of a quantile",
            "0 unless the figure is rounded or the metric a neighbour of it",
            { min: 0, default: 0 },
          ),
        }),
        ({ value, atMost }) =>
          unless((value === undefined) !== (atMost === undefined), {
            wanted: "either value or atMost",
            given: value === undefined ? "neither" : "both",
          }),
      ),
    )
    .prefault([]);
