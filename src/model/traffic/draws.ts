import type { Distribution } from "../../engine/distributions/types.ts";
import { type Stream, streamOf } from "../../engine/streams.ts";
import type { Scenario } from "../../scenario/types.ts";
import { ATTRIBUTES, isNeeded, LAW_OF } from "../attributes.ts";
import { ANSWER_COUNT, ATTRIBUTE_COUNT, type Calls } from "../calls.ts";
import { DRAWN_QUESTIONS, sharesOf } from "../questions.ts";

/** One attribute of a call that varies: its place, its law and its own stream. */
interface Draw {
  readonly attribute: number;
  readonly law: Distribution;
  readonly stream: Stream;
}

/** A question whose answer varies: its place, its shares summed up, and its own stream. */
interface Answer {
  readonly question: number;
  readonly upTo: Float64Array;
  readonly stream: Stream;
}

/**
 * Everything the calls of a demand bring along: durations and answers, each thing drawn from its
 * own stream, a fixed count of draws per call, whatever becomes of it.
 */
export class Draws {
  /** What is certain spends no random number; the places of the others are overwritten. */
  private readonly constants: Float64Array;
  private readonly certain: Uint8Array;
  private readonly draws: readonly Draw[];
  private readonly answers: readonly Answer[];
  private readonly lookUps: number;
  private readonly lookUpLaw: Distribution;
  private readonly lookUpStream: Stream | null;

  /** Streams are named `traffic/<demand>/<attribute or question>`. */
  constructor({ demand, run }: Scenario, index: number, replication: number) {
    const own = demand[index];
    const stream = (purpose: string) =>
      streamOf(run, replication, `traffic/${own.name}/${purpose}`);
    const laws = ATTRIBUTES.map((name) => LAW_OF[name](own));
    this.constants = Float64Array.from(laws, ({ mean }) => Math.round(mean));
    this.draws = laws.flatMap((law, attribute) =>
      law.constant || !isNeeded(ATTRIBUTES[attribute], own)
        ? []
        : [{ attribute, law, stream: stream(ATTRIBUTES[attribute]) }],
    );
    const { count, delay } = own.ivrPath.lookUps;
    this.lookUps = count;
    this.lookUpLaw = delay;
    this.lookUpStream = count === 0 || delay.constant ? null : stream("lookUps");
    const shares = DRAWN_QUESTIONS.map((question) => sharesOf(question, own)!);
    this.certain = Uint8Array.from(shares, (each) => Math.max(0, each.indexOf(1)));
    this.answers = shares.flatMap((each, question) =>
      each.includes(1)
        ? []
        : [{ question, upTo: summed(each), stream: stream(DRAWN_QUESTIONS[question]) }],
    );
  }

  /** Fills in what a call brings along; `own`, where given, replaces all streams. */
  fill(calls: Calls, call: number, own: Stream | null): void {
    const { attributes, answers } = calls;
    const base = call * ATTRIBUTE_COUNT;
    for (let i = 0; i < ATTRIBUTE_COUNT; i++) attributes[base + i] = this.constants[i];
    for (let i = 0; i < this.draws.length; i++) {
      const { attribute, law, stream } = this.draws[i];
      attributes[base + attribute] = Math.round(law.quantile((own ?? stream).next()));
    }
    const first = call * ANSWER_COUNT;
    for (let i = 0; i < ANSWER_COUNT; i++) answers[first + i] = this.certain[i];
    for (let i = 0; i < this.answers.length; i++) {
      const { question, upTo, stream } = this.answers[i];
      answers[first + question] = drawFrom(upTo, (own ?? stream).next());
    }
    if (this.lookUps > 0) this.fillLookUps(calls, call, own);
  }

  /** How long the back-end works on each look-up of a call. */
  private fillLookUps({ lookUps, lookUpCount }: Calls, call: number, own: Stream | null): void {
    for (let i = 0; i < this.lookUps; i++) {
      const us =
        this.lookUpStream === null
          ? this.lookUpLaw.mean
          : this.lookUpLaw.quantile((own ?? this.lookUpStream).next());
      lookUps[call * lookUpCount + i] = Math.round(us);
    }
  }
}

/** The first whose shares, summed up from the first on, exceed a uniform. */
export function drawFrom(upTo: Float64Array, u: number): number {
  let chosen = 0;
  while (chosen + 1 < upTo.length && u >= upTo[chosen]) chosen++;
  return chosen;
}

/** Shares summed up, the last of them included. */
export function summed(shares: readonly number[]): Float64Array {
  let sum = 0;
  return Float64Array.from(shares, (share) => (sum += share));
}
