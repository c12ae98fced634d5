import type { FunctionName, Impact, Mode } from "./published.ts";
import type { Reading } from "./readings.ts";

interface Differing {
  readonly mode: Mode;
  readonly name: FunctionName;
  readonly impact: Impact;
  readonly says: string;
}

interface Reason {
  readonly fits: (cell: Differing) => boolean;
  readonly because: string;
}

const says =
  (...words: readonly string[]): Reason["fits"] =>
  (cell) =>
    words.includes(cell.says);
const both =
  (...claims: readonly Reason["fits"][]): Reason["fits"] =>
  (cell) =>
    claims.every((claim) => claim(cell));
const inZone: Reason["fits"] = ({ mode }) => mode === "zone";
const of =
  (...names: readonly FunctionName[]): Reason["fits"] =>
  ({ name }) =>
    names.includes(name);

/** Why a run differs from the guide, by what it did: the first that fits. */
const REASONS: readonly Reason[] = [
  {
    fits: both(of("voicemail"), says("dropped", "helped on the next call", "lost", "degraded")),
    because: "its calls are counted with those in the IVR, which end with what they were on",
  },
  {
    fits: both(inZone, says("dropped", "calls dropped")),
    because: "the guide speaks of services, which go on; calls whose media pass the zone end there",
  },
  {
    fits: both(inZone, of("outbound"), says("degraded", "fail-over")),
    because:
      "its OCS stood there: within seconds the other member dials, calls in progress are lost",
  },
  {
    fits: both(inZone, of("callRouting"), says("degraded", "fail-over")),
    because: "calls on machines of the zone are lost, and others wait until its silence is noticed",
  },
  {
    fits: both(inZone, says("registers elsewhere")),
    because: "phones whose SBC stood in the zone register again through another one",
  },
  {
    fits: both(inZone, says("reconnect by themselves", "degraded", "fail-over")),
    because: "desktops whose GWS stood in the zone lose their session and go to another one",
  },
  {
    fits: both(of("historicalFeed"), says("refused", "logged out to the end")),
    because: "one machine alone uploads, and it stood where the failure struck",
  },
  {
    fits: says("log in again", "at the next log-in"),
    because:
      "of a pair one member works: sessions on a lost one, or on a lost way, must be renewed",
  },
  {
    fits: says("logged out to the end"),
    because: "nobody serves these desktops until what failed is back",
  },
  {
    fits: both(of("callback", "outbound", "digital"), says("none", "refused", "callbacks late")),
    because: "hardly any of it comes to something while it lasts",
  },
  {
    fits: both(
      of("callback", "outbound", "digital"),
      says("full", "taken", "not needed", "nothing"),
    ),
    because: "its work goes on by the way that is left, at least a twentieth of what it was",
  },
  {
    fits: says("none", "refused", "no chat", "calls dropped", "dropped"),
    because: "no machine that may serve is left while it lasts, or calls were on one that failed",
  },
  {
    fits: ({ impact }) => impact === "phone",
    because: "users of this tool have no phone in the model; agents' phones are in their own row",
  },
  {
    fits: says("reconnect by themselves"),
    because: "agents' desktops turn to another site by themselves",
  },
  {
    fits: says("unaffected", "full", "not needed", "taken", "nothing", "kept"),
    because: "nothing of it was on what failed, or others stood in within a second",
  },
  {
    fits: says("none of its own"),
    because: "the scenario has no traffic of it whose calls could be dropped",
  },
];

/** A sentence without its full stop. */
export const reasonOf = (
  mode: Mode,
  name: FunctionName,
  impact: Impact,
  reading: Reading,
): string => {
  const cell = { mode, name, impact, says: reading.says };
  const reason = REASONS.find(({ fits }) => fits(cell));
  return reason?.because ?? "the run had it for a longer or a shorter part of the outage";
};
