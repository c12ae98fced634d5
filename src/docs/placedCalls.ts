import { callbackChapter } from "./callbackChapter.ts";
import { digitalChapter } from "./digitalChapter.ts";
import type { Chapter } from "./sections.ts";

/** Calls that the centre places, and what is no call. */
export const placedCalls: readonly Chapter[] = [
  {
    title: "campaigns",
    sections: ["campaigns"],
    intro:
      "Lists of numbers that an Outbound Contact Server dials: each attempt is a call of the flow" +
      " `outbound`, out through the trunks of its `site`.\n\n" +
      "**Who talks**: `progressive` and `predictive` give a person who answers an agent of the " +
      "`queue`; in `preview` and `pushPreview` the agent looks at each record first and hears " +
      "the number ring; `power` plays the IVR on up to `ivr.lines` lines. With `seizing` the " +
      "agent's phone is connected ahead, so that a person is connected at once; until then the " +
      "agent is engaged.\n\n" +
      "**How many are dialled** (`pacing.rule`), r agents being ready, q persons waiting and d " +
      "attempts under way: `progressive` perReady x (r - q) - d, rounded down; `overdial` " +
      "perReady x r + perBusy x busy agents, rounded down, less d; `threshold` perReady x r, " +
      "rounded, + more - d, with leastReady agents ready or more, and leastTested of the " +
      "testGroups; `constantRate` a Poisson stream of `rate`, whatever the agents do. " +
      "`predictive` looks every 250 ms and dials the most of which, when they are answered, no " +
      "more find nobody free than a controller on the abandonment measured plans for; it knows " +
      "how long every agent has been busy, and how long handling took so far. Campaigns of one " +
      "queue share its agents evenly. A list that is dialled again by `redial` is done when " +
      "nothing is left to dial.\n\n" +
      "**Who answers** is drawn by `results`, which are shares of all attempts. Call progress " +
      "detection takes its time and errs as `detection` says. A person who waits for an agent " +
      "longer than `connectWithin` hears the `message`: abandoned, as regulation counts.",
    example: `campaigns:
  spring:
    queue: sales
    records: 4000
    mode: predictive
    hours: { from: "08:00", to: "20:00" }
    pacing: { abandonLimit: 3 %, leastResults: 200 }
    redial:
      noAnswer: { redials: 2, delay: 1h }
  reminders:
    queue: claims
    records: 500
    mode: power
    site: dc2
    ivr: { lines: 20, duration: 40s }`,
  },
  callbackChapter,
  digitalChapter,
];
