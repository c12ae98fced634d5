import { FutureEventList } from "../engine/futureEventList.ts";
import { YEAR_MINUTES } from "./formula.ts";
import { Machine } from "./machine.ts";
import type { Plant } from "./types.ts";

const YEAR_SECONDS = YEAR_MINUTES * 60;

/** What became of the services in a replication. By service. */
export interface Years {
  readonly outSeconds: readonly number[];
  readonly outages: readonly number[];
  /** Years with no more seconds out than allowed. */
  readonly kept: readonly number[];
}

/**
 * So many years from a start with all machines up, which are soon forgotten. Same seed, same
 * years. An outage over the end of a year counts in both for its part.
 */
export function simulateYears(
  plant: Plant,
  { years, allowed }: { readonly years: number; readonly allowed: number },
  seed: string,
  replication: number,
): Years {
  const events = new FutureEventList(4096);
  const actors: (() => void)[] = [];
  let now = 0;
  const agenda = {
    add: (happens: () => void) => actors.push(happens) - 1,
    arm: (actor: number, inSeconds: number) => events.schedule(now + inSeconds, actor),
    disarm: (actor: number) => events.cancel(actor),
  };
  const { watch } = new Machine(plant, agenda, seed, replication);
  const count = plant.services.length;
  const zeros = () => Array.from({ length: count }, () => 0);
  const [outSeconds, outages, kept, ofYear, since] = [0, 1, 2, 3, 4].map(zeros) as number[][];
  const account = (service: number) => {
    if (!watch.isGiven[service]) ofYear![service]! += now - since![service]!;
    since![service] = now;
  };
  watch.onChange = (service) => {
    account(service);
    if (watch.isGiven[service]) outages![service]!++;
  };
  for (let year = 1; year <= years; year++) {
    const end = year * YEAR_SECONDS;
    while (events.take(end)) {
      now = events.timeUs;
      actors[events.entity]!();
    }
    now = end;
    for (let service = 0; service < count; service++) {
      account(service);
      outSeconds![service]! += ofYear![service]!;
      if (ofYear![service]! <= allowed) kept![service]!++;
      ofYear![service] = 0;
    }
  }
  return { outSeconds: outSeconds!, outages: outages!, kept: kept! };
}
