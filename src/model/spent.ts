import type { Demand } from "../scenario/types.ts";
import { type Action, STREAMS, type Stream } from "./actions.ts";
import { LAW_OF, PART_OF } from "./attributes.ts";
import { HOLDINGS, type Holding } from "./holdings.ts";
import type { Path } from "./paths.ts";

const AGENTS = ["agent", "secondAgent"] as const;
/** What time is counted for: things held, agents taken, media flowing. */
export const THINGS = [...HOLDINGS, ...AGENTS, ...STREAMS] as const;
export type Seconds = Record<Holding | Stream | (typeof AGENTS)[number], number>;

/** Media that a path opens, and how long they flow. */
export interface Flowing {
  readonly action: Extract<Action, { readonly verb: "stream" }>;
  seconds: number;
}

/** The time of a path. */
export interface Spent {
  readonly seconds: Seconds;
  /** In the order in which they are opened. */
  readonly media: readonly Flowing[];
}

/**
 * Mean seconds that a call of a path has each thing for. Time passes in `spend` and in
 * queue treatment; further time in queue is not known here and not counted, and a stage that is
 * left early counts in full. What is part of another duration is counted with that. In a leg beside
 * the call only its agent is taken meanwhile.
 */
export function spentOn(path: Path, demand: Demand): Spent {
  const clock = new Clock();
  let beside: (typeof AGENTS)[number] = "agent";
  for (const { action, failed, beside: isBeside } of path.actions) {
    if (failed) {
      if (isLeft(action, path)) clock.pass(demand.queueTreatmentUs);
      continue;
    }
    if (action.verb === "agent") beside = AGENTS[action.agent.slot];
    if (action.verb === "wait" && action.agent.slot === 0) clock.pass(demand.queueTreatmentUs);
    if (action.verb === "serve") clock.pass(demand.ivrPath.lookUps.delay.mean);
    if (action.verb !== "spend") clock.change(action);
    else if (action.attribute in PART_OF) continue;
    else if (isBeside) clock.passFor(beside, LAW_OF[action.attribute](demand).mean);
    else clock.pass(LAW_OF[action.attribute](demand).mean);
  }
  return clock;
}

/** The same without the media. */
export const secondsOf = (path: Path, demand: Demand): Seconds => spentOn(path, demand).seconds;

/** Whether a call leaves its first queue here, on a path of those that do. */
export const isLeft = (action: Action, { name }: Path): boolean =>
  action.verb === "wait" && action.agent.slot === 0 && action.abandoned === name;

class Clock implements Spent {
  readonly seconds: Seconds = nothing();
  readonly media: Flowing[] = [];
  private readonly at: Seconds = nothing();
  private readonly flowing = new Map<Stream, Flowing>();

  /** Time passes for all that is had at that moment. */
  pass(durationUs: number): void {
    for (const each of THINGS) this.seconds[each] += (this.at[each] * durationUs) / 1e6;
    for (const each of this.flowing.values()) each.seconds += durationUs / 1e6;
  }

  passFor(agent: (typeof AGENTS)[number], durationUs: number): void {
    this.seconds[agent] += durationUs / 1e6;
  }

  change(action: Action): void {
    switch (action.verb) {
      case "hold":
        this.at[action.holding] = 1;
        break;
      case "free":
        this.at[action.holding] = 0;
        break;
      case "wait":
        this.at[AGENTS[action.agent.slot]] = 1;
        break;
      case "releaseAgent":
        this.at[AGENTS[action.agent.slot]] = 0;
        break;
      case "stream": {
        const flowing = { action, seconds: 0 };
        this.at[action.stream] = 1;
        this.flowing.set(action.stream, flowing);
        this.media.push(flowing);
        break;
      }
      case "endStream":
        this.at[action.stream] = 0;
        this.flowing.delete(action.stream);
    }
  }
}

const nothing = (): Seconds =>
  Object.fromEntries(THINGS.map((thing) => [thing, 0])) as unknown as Seconds;
