import * as z from "zod";
import type { Names } from "./names.ts";
import { law, quantity } from "./quantities.ts";
import { type Finding, optionalSection, unless } from "./sections.ts";
import { word } from "./words.ts";

const NOBODY_KNOWS = { mark: "assumption", note: "no public figure" } as const;
const NOT_SAID = { mark: "derived", note: "none unless the scenario states it" } as const;

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

/** Each component that a demand asks for, and whether it does. */
const NEEDS = [
  ["mrcp", ["ivr", "speech", "share"], ({ speech }) => speech.share > 0],
  ["gvpApp", ["ivr", "pages"], ({ pages }) => pages > 0],
  ["gvpApp", ["ivr", "lookUps", "count"], ({ lookUps }) => lookUps.count > 0],
  ["backend", ["ivr", "lookUps", "count"], ({ lookUps }) => lookUps.count > 0],
] as const satisfies readonly (readonly [string, readonly string[], (ivr: IvrPath) => boolean])[];

type IvrPath = z.output<z.ZodObject<typeof IVR_PATH_FIELDS>>;

/** What calls ask for is there at every site they enter at. */
export const askedForFindings = (
  ivr: IvrPath,
  shares: Readonly<Record<string, number>> | undefined,
  { sites, instances, platform }: Names,
): readonly Finding[] =>
  NEEDS.flatMap(([component, path, isAsked]) => {
    if (!isAsked(ivr)) return [];
    if (platform === "none" && component !== "mrcp")
      return [{ wanted: "nothing of the kind where platform is none", path: [...path] }];
    const entered = sites.filter((site) => (shares ? (shares[site] ?? 0) > 0 : true));
    const without = entered.find((site) => instances(site, component) === 0);
    return unless(without === undefined, {
      wanted: `${component} at every site that its calls enter at`,
      given: `none at ${without}`,
      path: [...path],
    });
  });
