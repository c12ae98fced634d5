import type { Scenario } from "../scenario/types.ts";
import { counted } from "./format.ts";

const DAYS_NAMED = 5;

/** What is replayed by which replication, and what is left out of it: a line for each demand. */
export function replayLines({ demand, run }: Scenario): readonly string[] {
  return demand.flatMap(({ name, replay }) => {
    if (replay === undefined) return [];
    const { days, before, after, serviceTimes, ivrTimes } = replay;
    const endUs = run.warmUpUs + run.measureUs;
    const calls = days.map(({ arrivedUs }) => arrivedUs.filter((atUs) => atUs < endUs).length);
    const all = calls.reduce((sum, each) => sum + each, 0);
    const named = days.slice(0, DAYS_NAMED).map(({ date }, i) => `${date} (${calls[i]!})`);
    const rest = days.length > DAYS_NAMED ? ", …" : "";
    const which =
      days.length === 1
        ? "every replication has the same arrivals"
        : `replication k takes day k modulo ${days.length}, counted from 0: estimates are ` +
          "means over these days, and their intervals say nothing of other days";
    return [
      `\`${name}\` replays ${counted(all, "call")} of a log on ${counted(days.length, "day")}: ` +
        `${named.join(", ")}${rest}; ${which}; service times ` +
        `${serviceTimes === "log" ? "of the log" : "drawn"}, ` +
        `IVR times ${ivrTimes === "log" ? "of the log where it tells" : "drawn"}, patience drawn`,
      ...(before > 0
        ? [`\`${name}\` leaves out ${counted(before, "call")} before \`run.startOfDay\``]
        : []),
      ...(after > 0
        ? [
            `\`${name}\` has ${counted(after, "call")} after the measured time: they are not ` +
              "counted, and come only until all that are counted have ended",
          ]
        : []),
    ];
  });
}
