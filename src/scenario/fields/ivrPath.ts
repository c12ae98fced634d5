import * as z from "zod";
import { law, quantity } from "./quantities.ts";
import { optionalSection } from "./sections.ts";
import { word } from "./words.ts";

const NOBODY_KNOWS = { mark: "assumption", note: "no public figure" } as const;
const NOT_SAID = { mark: "assumption", note: "none unless the scenario states it" } as const;

/** What the IVR asks of speech servers, of its application server and of back-ends. */
export const IVR_PATH_FIELDS = {
  speech: optionalSection(
    z.strictObject({
      share: quantity({
        kind: "share",
        meaning: "Share of calls that hold a port of a speech server all through the IVR",
        default: 0,
        source: NOT_SAID,
      }),
      whenFull: word(
        ["dtmf", "blocked"],
        "Who finds no port of a speech server goes on by keypad, or is blocked",
        "dtmf",
        { source: NOBODY_KNOWS },
      ),
    }),
  ),
  pages: quantity({
    kind: "count",
    meaning: "VoiceXML pages that a call fetches from the application server",
    default: 0,
    min: 0,
    max: 50,
    source: NOT_SAID,
  }),
  lookUps: optionalSection(
    z.strictObject({
      count: quantity({
        kind: "count",
        meaning: "Look-ups of a call in the back-end of its site, one after the other",
        default: 0,
        min: 0,
        max: 20,
        source: NOT_SAID,
      }),
      delay: law({
        kind: "distribution",
        meaning: "Time the back-end works on a look-up; waiting for one of its servers adds to it",
        default: "lognormal(mean 300ms, cv 1.0)",
        max: "10min",
        source: NOBODY_KNOWS,
      }),
      timeOut: quantity({
        kind: "duration",
        meaning: "Time after which the application goes on without an answer",
        default: "5s",
        min: "1ms",
        max: "10min",
        source: NOBODY_KNOWS,
      }),
      failures: quantity({
        kind: "share",
        meaning: "Share of look-ups that are answered with an error",
        default: 0,
        source: NOBODY_KNOWS,
      }),
    }),
  ),
};
