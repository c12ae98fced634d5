import * as z from "zod";
import { type Finding, unless, whole } from "./sections.ts";
import { text, word } from "./words.ts";

const some = (meaning: string) =>
  whole(z.array(text(meaning)), (list) =>
    unless(list.length > 0, { wanted: "at least one", given: "none" }),
  ).optional();

/** Calls of a log in place of a rate. What they name is looked up in the log: see logs.ts. */
export const REPLAY = z.strictObject({
  log: text("Calls to replay: a calls.csv of busyhour import, relative to this file"),
  days: some("Day of the log, such as 1999-02-03; if all are absent, every day"),
  types: some("Type of call in the log; if all are absent, every type"),
  priorities: some("Priority of calls in the log; if all are absent, every one"),
  serviceTimes: word(
    ["drawn", "log"],
    "Ring, talk and after-call work: drawn by their laws, or those of the log where a call was " +
      "served and the log tells",
    "drawn",
    {
      source: {
        mark: "assumption",
        note: "what-ifs ask about other agents, who take their own time",
      },
    },
  ),
  ivrTimes: word(
    ["drawn", "log"],
    "Time in the IVR and whether the call ends there: drawn, or as the log tells",
    "log",
    { source: { mark: "assumption", note: "callers do in the IVR what they did that day" } },
  ),
});

interface Written {
  readonly rate?: unknown;
  readonly intervals?: unknown;
  readonly replay?: unknown;
  readonly busyness: number;
  readonly redial: { readonly afterBlocked: number; readonly afterAbandoned: number };
}

/** Exactly one source of calls, and nothing that a log has in it already. */
export function sourceFindings(written: Written): readonly Finding[] {
  const { replay, busyness, redial } = written;
  const given = (["rate", "intervals", "replay"] as const).filter(
    (each) => written[each] !== undefined,
  );
  const redials = redial.afterBlocked + redial.afterAbandoned;
  return [
    ...unless(given.length === 1, {
      wanted: "one of rate, intervals and replay",
      given: given.length === 0 ? "none" : given.join(" and "),
    }),
    ...unless(replay === undefined || redials === 0, {
      wanted: "no redial beside replay: those who called again are in the log",
      given: "shares above 0",
      path: ["redial"],
    }),
    ...unless(replay === undefined || busyness === 0, {
      wanted: "no busyness beside replay: the days of the log differ by themselves",
      given: String(busyness),
      path: ["busyness"],
    }),
  ];
}
