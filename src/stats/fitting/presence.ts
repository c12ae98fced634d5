/** Which agents are there, read off the calls they served on one day. Times in microseconds. */

/** Services, a row each, in any order. */
export interface Services {
  readonly agent: ArrayLike<number>;
  readonly fromUs: ArrayLike<number>;
  readonly toUs: ArrayLike<number>;
}

export interface Intervals {
  readonly startUs: number;
  readonly lengthUs: number;
  readonly count: number;
}

export interface Presence {
  /** Agents who served at least one call within the interval. */
  readonly seen: Float64Array;
  /** Agents present, mean over the interval. */
  readonly present: Float64Array;
}

/** From the first service of an agent to the last one before a break. */
export interface Stay {
  readonly fromUs: number;
  readonly toUs: number;
  readonly agent: number;
}

/**
 * An agent is there from the beginning of a service to the end of the last one that follows without
 * a gap longer than `gapUs`.
 */
export function presenceOf(services: Services, intervals: Intervals, gapUs: number): Presence {
  const { startUs, lengthUs, count } = intervals;
  const seen = new Float64Array(count);
  const present = new Float64Array(count);
  for (const { fromUs, toUs } of staysOf(services, gapUs))
    eachOverlap(fromUs - startUs, toUs - startUs, intervals, (i, overlapUs) => {
      present[i]! += overlapUs / lengthUs;
    });
  const latest = new Map<number, number>();
  for (const row of byAgentAndTime(services)) {
    const agent = services.agent[row]!;
    eachOverlap(services.fromUs[row]! - startUs, services.toUs[row]! - startUs, intervals, (i) => {
      if (i > (latest.get(agent) ?? -1)) {
        seen[i]!++;
        latest.set(agent, i);
      }
    });
  }
  return { seen, present };
}

function eachOverlap(
  fromUs: number,
  toUs: number,
  { lengthUs, count }: Intervals,
  visit: (interval: number, overlapUs: number) => void,
): void {
  const first = Math.max(0, Math.floor(fromUs / lengthUs));
  const last = Math.min(count - 1, Math.floor(toUs / lengthUs));
  for (let i = first; i <= last; i++) {
    const overlapUs = Math.min(toUs, (i + 1) * lengthUs) - Math.max(fromUs, i * lengthUs);
    if (overlapUs >= 0) visit(i, overlapUs);
  }
}

const byAgentAndTime = ({ agent, fromUs }: Services): Uint32Array =>
  Uint32Array.from({ length: fromUs.length }, (_, row) => row).sort(
    (a, b) => agent[a]! - agent[b]! || fromUs[a]! - fromUs[b]! || a - b,
  );

/** Services of one agent that follow each other without a longer gap, as one. */
export function staysOf(services: Services, gapUs: number): Stay[] {
  const stays: Stay[] = [];
  let open: { fromUs: number; toUs: number; agent: number } | null = null;
  for (const row of byAgentAndTime(services)) {
    const [agent, fromUs, toUs] = [
      services.agent[row]!,
      services.fromUs[row]!,
      services.toUs[row]!,
    ];
    if (open !== null && open.agent === agent && fromUs - open.toUs <= gapUs)
      open.toUs = Math.max(open.toUs, toUs);
    else {
      open = { fromUs, toUs, agent };
      stays.push(open);
    }
  }
  return stays;
}

/** Times during which somebody waits: rising, apart from each other. */
export interface Queueing {
  readonly fromUs: Float64Array;
  readonly toUs: Float64Array;
}

/** The union of all waits. */
export function queueingOf(fromUs: ArrayLike<number>, toUs: ArrayLike<number>): Queueing {
  const rows = Uint32Array.from({ length: fromUs.length }, (_, row) => row)
    .filter((row) => toUs[row]! > fromUs[row]!)
    .sort((a, b) => fromUs[a]! - fromUs[b]!);
  const from: number[] = [];
  const to: number[] = [];
  for (const row of rows)
    if (from.length > 0 && fromUs[row]! <= to.at(-1)!)
      to[to.length - 1] = Math.max(to.at(-1)!, toUs[row]!);
    else {
      from.push(fromUs[row]!);
      to.push(toUs[row]!);
    }
  return { fromUs: Float64Array.from(from), toUs: Float64Array.from(to) };
}

/** When the queue that is not empty at a time becomes so; NaN where it is empty. */
export function emptyAt({ fromUs, toUs }: Queueing, atUs: number): number {
  let [low, high] = [0, fromUs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fromUs[middle]! <= atUs) low = middle + 1;
    else high = middle;
  }
  const endUs = low === 0 ? Number.NaN : toUs[low - 1]!;
  return endUs > atUs ? endUs : Number.NaN;
}

export interface CensoredTimes {
  readonly seconds: Float64Array;
  /** 1: it ended by itself; 0: it was cut short. */
  readonly isEvent: Uint8Array;
}

/**
 * What agents do after a call while somebody is waiting: a free agent would take the next call at
 * once, so the time until the agent's next service begins is work after the call, whatever it is.
 * It is cut short when the queue becomes empty, since the agent may be idle from then on; the last
 * service before a break tells nothing.
 */
export function timesAfterService(
  services: Services,
  queueing: Queueing,
  gapUs: number,
): CensoredTimes {
  const seconds: number[] = [];
  const isEvent: number[] = [];
  const rows = byAgentAndTime(services);
  for (let i = 0; i + 1 < rows.length; i++) {
    const [row, next] = [rows[i]!, rows[i + 1]!];
    if (services.agent[row] !== services.agent[next]) continue;
    const endUs = services.toUs[row]!;
    const againUs = services.fromUs[next]!;
    const quietUs = emptyAt(queueing, endUs);
    if (Number.isNaN(quietUs) || againUs < endUs || againUs - endUs > gapUs) continue;
    seconds.push((Math.min(againUs, quietUs) - endUs) / 1e6);
    isEvent.push(Number(againUs <= quietUs));
  }
  return { seconds: Float64Array.from(seconds), isEvent: Uint8Array.from(isEvent) };
}
