import { basename } from "node:path";
import { dateText } from "../../callLog/days.ts";
import { formatTimeOfDay } from "../../units.ts";
import { versionOf } from "../../version.ts";
import { rosterOf } from "./roster.ts";
import type { Calibration, ChosenLaw } from "./types.ts";

/** calibration.json, schema 1: every estimate with its interval, its count and its method. */
export function calibrationJson(found: Calibration): string {
  const { grid, days, calls, dispersion, factors } = found;
  const timeOf = (interval: number) => formatTimeOfDay(grid.startUs + interval * grid.lengthUs);
  const json = {
    schema: 1,
    version: versionOf(),
    log: basename(found.log),
    days: days.map(({ day }) => dateText(day)),
    clockResolutionSeconds: found.resolutionS,
    intervals: { start: timeOf(0), lengthSeconds: grid.lengthUs / 1e6, count: grid.count },
    arrivals: dispersion,
    firstCalls: found.firstCalls,
    outliers: found.outliers.map(({ day, interval, count, expected }) => ({
      ...{ day: dateText(days[day]!.day), from: timeOf(interval), count, expected },
    })),
    containment: found.containment,
    leaving: found.leaving,
    balking: found.balking,
    redialling: found.redialling,
    priorities: found.priorities,
    ivr: lawOf(found.ivr),
    ring: lawOf(found.ring),
    classes: found.classes.map(({ talk, patience, types, pool, ...rest }) => ({
      ...rest,
      types: types.map((type) => calls.types[type] ?? null),
      pool: found.pools[pool]!.name,
      talk: lawOf(talk),
      patience: lawOf(patience),
    })),
    pools: found.pools.map(({ name, agents }, p) => {
      const { afterCallWork, ...staffing } = found.staffing[p]!;
      return {
        ...{ name, agents: agents.size, ...staffing },
        roster: rosterOf(found.staffing[p]!, factors.agents),
        afterCallWork: lawOf(afterCallWork),
      };
    }),
    solutions: found.solutions,
    notes: found.notes,
  };
  return `${JSON.stringify(json, (_, value) => (Number.isNaN(value) ? null : value), 2)}\n`;
}

/** Without functions. */
const lawOf = ({ fits, durations: _, ...law }: ChosenLaw) => ({
  ...law,
  fits:
    fits === null
      ? null
      : fits.fits.map(({ law: name, text, parameters, bic, aic, worst }) => ({
          ...{ law: name, text, parameters, aic, bic, worst },
        })),
});
