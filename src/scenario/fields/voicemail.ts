import * as z from "zod";
import { law, quantity } from "./quantities.ts";
import { optionalSection } from "./sections.ts";
import { flag } from "./words.ts";

const noFigure = (note: string) => ({ mark: "assumption", note }) as const;

const RETRIEVAL = optionalSection(
  z.strictObject({
    delay: law({
      kind: "distribution",
      meaning: "Time from a message's deposit until an agent of its queue may fetch it",
      default: "15min",
      source: noFigure("no public figure; never: nobody fetches messages"),
    }),
    prompts: law({
      kind: "distribution",
      meaning: "What the agent hears and enters before the message is played",
      default: "10s",
      max: "10min",
      source: noFigure("no public figure"),
    }),
    work: law({
      kind: "distribution",
      meaning: "The agent's work after listening, as after-call work",
      default: "30s",
      max: "10h",
      source: noFigure("no public figure"),
    }),
    fromDesktop: quantity({
      kind: "share",
      meaning: "Share of the messages asked for on the desktop; for the others the agent dials",
      default: 0,
      source: { mark: "blueprint", note: "5.2.7 shows an agent who dials" },
    }),
  }),
);

/** Callers who leave a message instead of talking to an agent, and agents who listen to it. */
export const VOICEMAIL = z.strictObject({
  after: quantity({
    kind: "duration",
    meaning: "Time in the queue, treatment included, after which callers are sent to voicemail",
    default: "unlimited",
    min: "0s",
    max: "10h",
    unlimited: true,
    source: noFigure("nobody is sent there because of a wait unless the scenario says when"),
  }),
  share: quantity({
    kind: "share",
    meaning: "Share of the callers waiting so long that is sent there; the others wait on",
    default: 0.02,
    source: noFigure("2 % of overflow; no public figure"),
  }),
  closed: flag(
    "Whether callers who come while no agent of their queue is on duty are sent there",
    true,
    noFigure("closed hours end in voicemail"),
  ),
  whenFull: flag(
    "Whether callers who find their queue full are sent there",
    false,
    noFigure("a full queue turns callers away"),
  ),
  greeting: law({
    kind: "distribution",
    meaning: "Greeting and prompts before the caller speaks",
    default: "15s",
    max: "10min",
    source: noFigure("no public figure"),
  }),
  leaves: quantity({
    kind: "share",
    meaning: "Share of those who hear the greeting that leave a message; the others hang up",
    default: 0.5,
    source: noFigure("no public figure"),
  }),
  message: law({
    kind: "distribution",
    meaning: "Length of a message",
    default: "exponential(mean 30s)",
    max: "1h",
    source: noFigure("mean of a published example (30 s), its shape assumed"),
  }),
  retrieval: RETRIEVAL,
});
