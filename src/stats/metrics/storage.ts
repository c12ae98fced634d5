import { meanOf } from "./estimators.ts";
import { constant, counter, levelMean, perSecond, product, scaled, sum } from "./sources.ts";
import type { Metric, Source } from "./types.ts";

const GB_PER_BYTE = 1e-9;

const kept = (name: string): Source => scaled(GB_PER_BYTE, constant(`kept.${name}`));
const rate = (id: string): Source => perSecond(counter(id));

/** What the load of the run comes to over the retention. 1 GB = 10^9 bytes. */
export const storage: readonly Metric[] = [
  {
    id: "storage.recordings",
    unit: "GB",
    meaning:
      "files of recorded calls over their retention: talk time times the share recorded and the " +
      "bit rate of the file",
    estimator: meanOf(product(levelMean("calls.talking"), kept("recordings"))),
  },
  {
    id: "storage.database",
    unit: "GB",
    meaning: "database of the recordings over their retention, from the answered calls",
    estimator: meanOf(
      sum(kept("databaseAtFirst"), product(rate("caps.answered"), kept("database"))),
    ),
  },
  {
    id: "storage.logs",
    unit: "GB",
    meaning: "logs of all components over their retention, from the offered calls",
    estimator: meanOf(product(rate("caps.offered"), kept("logs"))),
  },
  {
    id: "storage.reporting",
    unit: "GB",
    meaning:
      "reporting database: single calls over the retention of detail, and aggregates of the " +
      "agents logged in over that of the history",
    estimator: meanOf(
      sum(
        product(rate("caps.offered"), kept("reportingDetail")),
        product(levelMean("agents.loggedIn"), kept("reportingAggregates")),
      ),
    ),
  },
];
