import type { Stream } from "../engine/streams.ts";
import type { NetworkTables, Plan } from "./plan.ts";
import { segmentUs } from "./timers.ts";

/** What a link carries; faults may strike either alone. As messages are classed. */
export const CLASS = { SIGNALLING: 0, TLIB: 1 } as const;

/** Some of the messages that a link is given are lost on it. */
interface Leak {
  readonly link: number;
  readonly share: number;
  readonly draws: Stream;
}

/** What is wrong with links, by what runs over them. */
export class LinkFaults {
  /** By link: 1 while nothing is wrong with it. */
  readonly isWell: Uint8Array;
  /** By link and class: faults that cut it. */
  private readonly cuts: Uint8Array;
  /** By link: leaks that it has now. */
  private readonly leaksOn: Uint8Array;
  private leaks: Leak[] = [];
  private readonly rtoUs: number;
  private readonly giveUpUs: number;

  constructor({ scenario }: Plan) {
    const { links, signalling } = scenario;
    this.isWell = new Uint8Array(links.length).fill(1);
    this.cuts = new Uint8Array(2 * links.length);
    this.leaksOn = new Uint8Array(links.length);
    this.rtoUs = signalling.rtoUs;
    this.giveUpUs = 64 * signalling.t1Us;
  }

  /** A link carries nothing of a class from now on. */
  cut(link: number, traffic: number): void {
    this.cuts[2 * link + traffic]++;
    this.isWell[link] = 0;
  }

  mend(link: number, traffic: number): void {
    this.cuts[2 * link + traffic]--;
    this.judge(link);
  }

  /** A link loses a share of what it is given, drawn message by message. */
  leak(link: number, share: number, draws: Stream): void {
    this.leaks.push({ link, share, draws });
    this.leaksOn[link]++;
    this.isWell[link] = 0;
  }

  seal(link: number, draws: Stream): void {
    this.leaks = this.leaks.filter((leak) => leak.link !== link || leak.draws !== draws);
    this.leaksOn[link]--;
    this.judge(link);
  }

  isCut(link: number, traffic: number): boolean {
    return this.cuts[2 * link + traffic] > 0;
  }

  /**
   * How much later than without faults a message of a class arrives; Infinity when it never does.
   * Over TCP a lost segment goes again by its timers (RFC 6298), for as long as a sender waits.
   */
  delayUs(link: number, traffic: number, isReliable: boolean): number {
    if (this.isCut(link, traffic)) return Number.POSITIVE_INFINITY;
    if (this.leaksOn[link] === 0 || !this.loses(link)) return 0;
    if (!isReliable) return Number.POSITIVE_INFINITY;
    let delayUs = segmentUs(this.rtoUs, 0);
    for (let attempt = 1; delayUs < this.giveUpUs; attempt++) {
      if (!this.loses(link)) return delayUs;
      delayUs += segmentUs(this.rtoUs, attempt);
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Each leak draws, whatever the others do. */
  private loses(link: number): boolean {
    let isLost = false;
    for (const leak of this.leaks)
      if (leak.link === link && leak.draws.next() < leak.share) isLost = true;
    return isLost;
  }

  private judge(link: number): void {
    const isCut = this.cuts[2 * link] + this.cuts[2 * link + 1] > 0;
    this.isWell[link] = Number(!isCut && this.leaksOn[link] === 0);
  }
}

/** Tables of the links of a replication: its own where something may make them slower. */
export function linkTablesOf({ network, links, scenario }: Plan): [NetworkTables, Int32Array] {
  if (scenario.faults.length === 0) return [network, links];
  return [{ ...network, latencyUs: network.latencyUs.slice() }, links.slice()];
}
