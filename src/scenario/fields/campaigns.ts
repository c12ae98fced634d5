import * as z from "zod";
import { DETECTION, REDIAL, RESULT_MIX, RINGING } from "./attempts.ts";
import { assumed, NO_FIGURE, time } from "./campaignParameters.ts";
import { OWN_FIGURE } from "./demand.ts";
import type { Names } from "./names.ts";
import { pacingFields } from "./pacing.ts";
import { law, quantity } from "./quantities.ts";
import { type Finding, optionalSection, unless, whole } from "./sections.ts";
import { flag, newName, reference, timeOfDay, word } from "./words.ts";

/** Modes of OCS; the first two are paced by agents who look at each record. */
export const CAMPAIGN_MODES = [
  "preview",
  "pushPreview",
  "progressive",
  "predictive",
  "power",
] as const;

const HOURS = whole(
  optionalSection(
    z.strictObject({
      from: timeOfDay("Time of day from which it dials", {
        default: "00:00",
        source: assumed("all day"),
      }),
      to: timeOfDay("Time of day until which it dials", {
        default: "24:00",
        source: assumed("all day"),
      }),
    }),
  ),
  ({ from, to }) => unless(from < to, { wanted: "a later time of day than from", path: ["to"] }),
);

/** Times of persons and agents. */
const TIMES = {
  preview: law(
    time("Preview modes: time an agent looks at a record before it is dialled", "20s", NO_FIGURE),
  ),
  connectWithin: law(
    time(
      "Time a person waits for an agent before the message is played",
      "2s",
      {
        mark: "published",
        note: "US and UK rules: 2 s",
      },
      "24h",
    ),
  ),
  message: law(time("Message for persons who were not connected in time", "6s", NO_FIGURE)),
  ring: law(
    time(
      "Time the agent's phone rings; with seizing before a person is there",
      "1s",
      assumed("automatic answer"),
      "10min",
    ),
  ),
  talk: law(
    time(
      "Talk time, hold included",
      "lognormal(mean 180s, cv 1.0)",
      {
        mark: "assumption",
        note: "mean from blueprint 6.1 (180 s), published cv near 1",
      },
      "10h",
    ),
  ),
  machineTalk: law(time("Time an agent listens to a machine taken for a person", "8s", NO_FIGURE)),
  afterCallWork: law(
    time("The agent's work after the call", "45s", assumed("30 to 60 s; no public figure"), "10h"),
  ),
};

const IVR = optionalSection(
  z.strictObject({
    lines: quantity({
      kind: "count",
      meaning: "Power mode: persons in the IVR at the same time",
      default: 100,
      min: 1,
      max: 1_000_000,
      source: NO_FIGURE,
    }),
    duration: law(
      time(
        "Power mode: time a person spends in the IVR",
        "exponential(mean 60s)",
        assumed("as in the IVR of callers"),
        "10h",
      ),
    ),
  }),
);

const campaignFields = (names: Names | undefined) =>
  z.strictObject({
    queue: reference("queue", "Queue in which persons wait for an agent", names?.queues),
    records: quantity({
      kind: "count",
      meaning: "Numbers on the list",
      min: 0,
      max: 100_000_000,
      unlimited: true,
      source: OWN_FIGURE,
    }),
    mode: word(
      CAMPAIGN_MODES,
      "Who starts an attempt, and who talks; power: the IVR, no agent",
      "progressive",
    ),
    seizing: flag(
      "Whether an agent's phone is connected before a person is there for it",
      false,
      assumed("agents are called when a person is there"),
    ),
    site: reference(
      "site",
      "Site whose OCS and trunks dial; if absent, the first",
      names?.sites,
    ).optional(),
    ocs: quantity({
      kind: "count",
      meaning: "Which of the OCS pairs of that site runs it",
      default: 1,
      min: 1,
      max: 4096,
      source: { mark: "blueprint", note: "4.1.6: campaigns are distributed by hand" },
    }),
    rate: quantity({
      kind: "rate",
      meaning: "Attempts that its OCS starts for it at most; campaigns of one OCS take turns",
      default: "20/s",
      min: "0.01/s",
      max: "10000/s",
      source: NO_FIGURE,
    }),
    hours: HOURS,
    pacing: pacingFields(names),
    results: RESULT_MIX,
    ringing: RINGING,
    detection: DETECTION,
    redial: REDIAL,
    priority: quantity({
      kind: "count",
      meaning: "As that of a demand; a person who answered is there at once",
      default: 0,
      min: 0,
      max: 1000,
      source: assumed("as calls that came in"),
    }),
    ...TIMES,
    ivr: IVR,
  });

/** Lists of numbers that an Outbound Contact Server dials. */
export const campaignsFields = (names: Names | undefined) =>
  z.record(
    newName("campaign", names?.callers),
    whole(campaignFields(names), (written) => [...findings(written), ...noSuchOcs(written, names)]),
  );

type Fields = z.output<ReturnType<typeof campaignFields>>;

function findings({ mode, seizing, pacing }: Fields): readonly Finding[] {
  const seizes = mode === "progressive" || mode === "predictive";
  const bare = mode === "preview" || mode === "pushPreview";
  return [
    ...unless(!seizing || seizes, {
      wanted: "seizing in mode progressive or predictive alone",
      path: ["seizing"],
    }),
    ...unless(!bare || pacing.rule === "byMode", {
      wanted: "pacing by mode: agents pace a preview",
      path: ["pacing", "rule"],
    }),
    ...unless(pacing.margin < pacing.abandonLimit, {
      wanted: "a margin below abandonLimit",
      path: ["pacing", "margin"],
    }),
  ];
}

function noSuchOcs({ site, ocs }: Fields, names: Names | undefined): readonly Finding[] {
  if (names === undefined || names.platform === "none") return [];
  const where = site ?? names.sites[0];
  const pairs = where === undefined ? 0 : names.instances(where, "ocs");
  const wanted = `one of the ${pairs} OCS pairs of ${where}`;
  return unless(ocs <= pairs, { wanted, path: ["ocs"] });
}
