import { type Class, capacityFor, kaufmanRoberts } from "./theory/kaufmanRoberts.ts";

/** One use of a pool; `weight`: what a port for it takes, in thousandths of the pool's ports. */
export interface PortUseLoad {
  readonly erlangs: number;
  readonly weight: number;
}

const WHOLE_PORT = 1000;

/**
 * By use: the share of its requests that find too few ports free, of so many. Erlang B for one
 * use, Kaufman and Roberts for several. Requests come at random times and are lost.
 * @param ports may be a fraction, of which what is too little for any use is left over; `Infinity`
 * refuses nobody
 */
export function portBlocking(uses: readonly PortUseLoad[], ports: number): readonly number[] {
  if (ports === Number.POSITIVE_INFINITY) return uses.map(() => 0);
  const unit = unitOf(uses);
  return kaufmanRoberts(Math.floor((ports * WHOLE_PORT) / unit), classesOf(uses, unit)).blocking;
}

/**
 * The least whole ports with which no use is refused more often than the target.
 * @param target between 0 and 1
 */
export function portsForBlocking(uses: readonly PortUseLoad[], target: number): number {
  const unit = unitOf(uses);
  return Math.ceil((capacityFor(classesOf(uses, unit), target) * unit) / WHOLE_PORT);
}

/** The same, had each use ports of its own: those of each, in ports of the pool. */
export const portsApart = (uses: readonly PortUseLoad[], target: number): readonly number[] =>
  uses.map(
    ({ erlangs, weight }) =>
      (portsForBlocking([{ erlangs, weight: WHOLE_PORT }], target) * weight) / WHOLE_PORT,
  );

/** What a pool has in use on average when nothing is refused. */
export const meanPorts = (uses: readonly PortUseLoad[]): number =>
  uses.reduce((sum, { erlangs, weight }) => sum + (erlangs * weight) / WHOLE_PORT, 0);

/** Published rule for port density: the mean and three times its root, as whole ports. */
export const portsByRule = (mean: number): number => Math.ceil(mean + 3 * Math.sqrt(mean) - 1e-9);

const classesOf = (uses: readonly PortUseLoad[], unit: number): Class[] =>
  uses.map(({ erlangs, weight }) => ({ units: weight / unit, load: erlangs }));

/** The greatest part that every weight is a multiple of. */
const unitOf = (uses: readonly PortUseLoad[]): number =>
  uses.reduce((unit, { weight }) => greatestCommonDivisor(unit, weight), 0);

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
