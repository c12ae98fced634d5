import { meanOf, ratioOfMeans, tallyQuantile } from "./estimators.ts";
import { cohort, levelMean, sum, tallyCount, tallySum } from "./sources.ts";
import type { Metric } from "./types.ts";

const answered = cohort("calls.answered");

const counted = (id: string, meaning: string): Metric => ({
  id,
  unit: "calls",
  meaning,
  estimator: meanOf(cohort(id)),
});

const ofAnswered = (id: string, recorded: string, meaning: string): Metric => ({
  id,
  unit: "ratio",
  meaning: `call basis: ${meaning} over calls answered`,
  estimator: ratioOfMeans(cohort(recorded), answered),
});

const ofAsked = (id: string, recorded: string, meaning: string): Metric => ({
  id,
  unit: "ratio",
  meaning: `call basis: ${meaning} over calls that asked for a second agent`,
  estimator: ratioOfMeans(cohort(recorded), cohort("consult.asked")),
});

/**
 * What agents do with calls besides talking. They exist where the scenario has any of it. Waits for
 * second agents are in none of the metrics of queues.
 */
export const service: readonly Metric[] = [
  counted("calls.held", "times an agent put a customer on hold for a while"),
  ofAnswered("hold.ratio", "calls.held", "calls put on hold, consultations not counted,"),
  counted("calls.unanswered", "times an agent's phone rang without answer (RONA)"),
  {
    id: "rona.ratio",
    unit: "ratio",
    meaning: "times an agent's phone rang without answer over those and the calls answered",
    estimator: ratioOfMeans(cohort("calls.unanswered"), sum(cohort("calls.unanswered"), answered)),
  },
  counted("calls.consulted", "calls for which a second agent was asked"),
  ofAnswered("consult.ratio", "calls.consulted", "calls for which a second agent was asked"),
  counted("calls.transferred", "calls handed over to a second agent who answered"),
  ofAnswered("transfer.ratio", "calls.transferred", "calls handed over"),
  counted("calls.conferenced", "calls that became a conference of three"),
  ofAnswered("conference.ratio", "calls.conferenced", "calls that became a conference"),
  counted("consult.asked", "calls that asked for a second agent, of this queue"),
  counted("consult.selected", "calls for which a second agent was selected, of this queue"),
  ofAsked("consult.selected.ratio", "consult.selected", "calls that got a second agent"),
  ofAsked(
    "consult.abandoned.ratio",
    "consult.abandoned",
    "calls whose customer hung up before a second agent was selected",
  ),
  {
    id: "consult.wait.mean",
    unit: "s",
    meaning: "mean time from asking until a second agent is selected or somebody gives up",
    estimator: ratioOfMeans(tallySum("consult.wait"), tallyCount("consult.wait")),
  },
  {
    id: "consult.wait.p90",
    unit: "s",
    meaning: "90 % of the calls that asked for a second agent waited no longer",
    estimator: tallyQuantile("consult.wait", 0.9),
  },
  {
    id: "calls.onHold",
    unit: "calls",
    meaning: "calls whose customer is on hold, consultations included: time average",
    estimator: meanOf(levelMean("calls.onHold")),
  },
];
