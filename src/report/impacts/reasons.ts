import type { FunctionName, Impact, Mode } from "./published.ts";
import type { Reading } from "./readings.ts";

/** Why a run differs from the guide, by what it did; the first that fits. */
const REASONS: readonly {
  readonly if: (
    cell: Readonly<{ mode: Mode; name: FunctionName; impact: Impact; says: string }>,
  ) => boolean;
  readonly because: string;
}[] = [
  {
    if: ({ mode, says }) =>
      mode === "zone" && ["dropped", "calls dropped", "fail-over"].includes(says),
    because:
      "the guide counts services, which go on; calls whose media pass the zone's machines end there",
  },
  {
    if: ({ name, says }) =>
      name === "voicemail" && (says === "dropped" || says === "helped on the next call"),
    because: "calls in the IVR are counted with those that leave a message",
  },
  {
    if: ({ mode, impact }) => mode === "zone" && impact === "phone",
    because: "phones whose SBC or SIP Proxy stood in the zone register again through another one",
  },
  {
    if: ({ name, says }) => name === "callRouting" && says === "full",
    because: "what is left takes the load: no minute is degraded, though calls are lost",
  },
  {
    if: ({ name, says }) => name === "callRouting" && says === "not needed",
    because: "the service level never falls below 95 % of what it was",
  },
  {
    if: ({ says }) => says === "logged out to the end",
    because: "nobody there serves their desktops until what failed is back",
  },
  {
    if: ({ says }) => says === "log in again",
    because: "agents enter the other address by hand; the guide assumes smart fail-over",
  },
  {
    if: ({ says }) => says === "unaffected",
    because: "no session of theirs is on what failed, or none was lost",
  },
  {
    if: ({ says }) => says === "lost",
    because: "something was under way on what failed, or nobody wrote it down",
  },
  {
    if: ({ says }) => says === "none" || says === "refused" || says.startsWith("when the"),
    because: "no machine that may serve is left while it lasts",
  },
  {
    if: ({ says }) => says === "degraded" || says === "partial" || says === "delayed",
    because: "machines of it are on what failed, and others do not stand in at once or not for all",
  },
  {
    if: ({ says }) =>
      says === "full" || says === "not needed" || says === "taken" || says === "nothing",
    because: "others stand in, within a second at most",
  },
];

/** A sentence without its full stop. */
export const reasonOf = (
  mode: Mode,
  name: FunctionName,
  impact: Impact,
  { says }: Reading,
): string =>
  REASONS.find((each) => each.if({ mode, name, impact, says }))?.because ??
  "the run had none of it to lose, or lost it otherwise than the guide says";
