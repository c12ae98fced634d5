import type { Layout } from "../../measure/layout.ts";
import type { Source } from "./types.ts";

const MINUTE_US = 60e6;

/**
 * The greatest share of some events among others over any so many minutes in a row of the measured
 * time, or over all of it where that is shorter; 0 when there were none at all. Both must be
 * counters with minute series of the same names.
 * @param parts counters whose events are added up
 * @param of the counter that they are a part of
 */
export function worstShare(parts: readonly string[], of: string, minutes: number): Source {
  return (layout, scope) => {
    const known = [of, ...parts].map((id) => indexesOf(layout, id, scope));
    if (known.some((each) => each === undefined)) return undefined;
    const [whole, ...some] = known as Indexes[];
    return {
      basis: "window",
      read: ({ counters, minutes: series, windowUs }) => {
        if (windowUs <= minutes * MINUTE_US) {
          const part = some.reduce((sum, { counter }) => sum + counters[counter], 0);
          return shareOf(part, counters[whole.counter]);
        }
        const shown = some.map(({ minute }) => series[minute]);
        const partOf = (i: number) => shown.reduce((sum, each) => sum + each[i], 0);
        return greatest(series[whole.minute], partOf, minutes);
      },
    };
  };
}

interface Indexes {
  readonly counter: number;
  readonly minute: number;
}

function indexesOf(layout: Layout, id: string, scope: string): Indexes | undefined {
  const counter = layout.find("counter", id, scope);
  const minute = layout.find("minute", id, scope);
  return counter === undefined || minute === undefined ? undefined : { counter, minute };
}

/** One pass: what enters the window is added, what leaves it taken off. */
function greatest(all: Float64Array, partOf: (i: number) => number, minutes: number): number {
  let [whole, part, worst] = [0, 0, 0];
  for (let i = 0; i < all.length; i++) {
    whole += all[i];
    part += partOf(i);
    if (i >= minutes) {
      whole -= all[i - minutes];
      part -= partOf(i - minutes);
    }
    if (i >= minutes - 1) worst = Math.max(worst, shareOf(part, whole));
  }
  return worst;
}

/** Minute values are whole calls, so that sums of them are exact. */
const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
