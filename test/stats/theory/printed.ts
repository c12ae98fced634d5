import { expect } from "vitest";
import type { Waiting } from "../../../src/stats/theory/waiting.ts";

/** The figure shows the ten significant digits of a published or separately computed one. */
export function expectDigits(what: string, figure: number, printed: number): void {
  expect(`${what} ${Number(figure.toPrecision(10))}`).toBe(`${what} ${printed}`);
}

/** As `cases.json` names the figures of a queue; `threshold` of the service levels in seconds. */
export function figuresOf(waiting: Waiting, threshold: number): Record<string, number> {
  const { pBlock, pWait, pAbandon, meanWait, meanWaitServed, meanWaitAbandoned } = waiting;
  const inTime = waiting.answeredWithin(threshold);
  return {
    p_block: pBlock,
    p_wait: pWait,
    p_abandon: pAbandon,
    p_abandon_of_offered: pAbandon * (1 - pBlock),
    mean_wait_all: meanWait,
    mean_wait_given_wait: meanWait / pWait,
    mean_wait_served: meanWaitServed,
    mean_wait_abandoned: meanWaitAbandoned,
    mean_queue: waiting.meanQueue,
    occupancy: waiting.occupancy,
    service_level: inTime,
    sl_answered_of_offered: inTime,
    sl_answered_of_entered: inTime / (1 - pBlock),
    sl_answered_of_answered: inTime / (1 - pBlock) / (1 - pAbandon),
    sl_excl_early_abandons: inTime / (1 - pBlock - waiting.abandonedWithin(threshold)),
    wait_p90: waiting.waitQuantile(0.9),
    wait_p99: waiting.waitQuantile(0.99),
  };
}

/** Every figure of a case, to the digits printed there. */
export function expectCase(waiting: Waiting, threshold: number, expected: object): void {
  const figures = figuresOf(waiting, threshold);
  for (const [name, printed] of Object.entries(expected)) {
    expectDigits(name, figures[name], printed);
  }
}

/** ∫ of a smooth function from 0 to `end`, by Simpson's rule. */
export function simpson(f: (x: number) => number, end: number): number {
  const panels = 4000;
  let sum = f(0) + f(end);
  for (let i = 1; i < panels; i++) sum += (i % 2 === 1 ? 4 : 2) * f((end * i) / panels);
  return (sum * end) / panels / 3;
}
