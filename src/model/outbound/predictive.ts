import { AbandonControl, type Allowance } from "./abandonControl.ts";
import { type Outlook, type Pacing, progressive } from "./pacing.ts";
import { Releases } from "./releases.ts";
import { surplus } from "./surplus.ts";

/** Results beyond twice so many: the older half counts half as much. */
const MEMORY = 1000;
/** More than this is never planned to be abandoned, whatever the controller says. */
const LARGEST_PLANNED = 0.5;

export interface Prediction {
  readonly allowance: Allowance;
  /** With fewer agents, or before so many results, it dials one per ready agent. */
  readonly leastAgents: number;
  readonly leastResults: number;
}

/**
 * Dials ahead of the agents: the most attempts whose answers, when they come, find too few agents
 * no more often than planned, E[(Bin(under way, hit) − free)⁺] / E[Bin] <= planned, where free is
 * the mean number of agents free by then. What is planned follows the abandonment measured.
 * Source: facts 4.2 (binomial look-ahead), in the spirit of Samuelson, Interfaces 29(5), 1999.
 */
export class Predictive implements Pacing {
  readonly releases = new Releases();
  private readonly control: AbandonControl;
  private readonly prediction: Prediction;
  private readonly cautious = progressive(1);
  private results = 0;
  private remembered = 0;
  private hits = 0;
  /** Sum of the times from dialling to the person on the line, of the hits. */
  private toHitUs = Number.NaN;

  constructor(prediction: Prediction) {
    this.prediction = prediction;
    this.control = new AbandonControl(prediction.allowance);
    this.toHitUs = 0;
  }

  /** An attempt has its result; `tookUs` since it was dialled. */
  attempted(isHit: boolean, tookUs: number): void {
    this.results++;
    this.remembered++;
    if (isHit) {
      this.hits++;
      this.toHitUs += tookUs;
    }
    if (this.remembered < 2 * MEMORY) return;
    this.remembered /= 2;
    this.hits /= 2;
    this.toHitUs /= 2;
  }

  /** A person who answered was connected, or abandoned. */
  answered(abandoned: boolean, nowUs: number): void {
    this.control.ended(abandoned, nowUs);
  }

  dials(outlook: Outlook, nowUs: number): number {
    const { ready, busy, queued, dialling } = outlook;
    const { leastAgents, leastResults } = this.prediction;
    if (ready + busy < leastAgents || this.results < leastResults || this.hits === 0)
      return this.cautious.dials(outlook, nowUs);
    const hit = this.hits / this.remembered;
    const free = ready - queued + this.releases.within(this.toHitUs / this.hits, nowUs);
    const planned = Math.min(LARGEST_PLANNED, this.control.planned(nowUs));
    return Math.max(0, mostUnderWay(hit, free, planned) - dialling);
  }
}

/**
 * The largest number of attempts of which at most a share `planned` of the hits finds nobody free.
 * That share only rises with the attempts, and is above 1 − free / (attempts · hit).
 */
export function mostUnderWay(hit: number, free: number, planned: number): number {
  if (free <= 0) return 0;
  let fits = Math.floor(free);
  let tooMany = Math.ceil(free / (hit * (1 - planned))) + 1;
  while (tooMany - fits > 1) {
    const middle = fits + Math.floor((tooMany - fits) / 2);
    if (surplus(middle, hit, free) <= planned * middle * hit) fits = middle;
    else tooMany = middle;
  }
  return fits;
}
