import { requireNotNegative, requirePositive, requireShare } from "./checks.ts";

/**
 * Erlang's loss formula: the share of calls that find all servers busy and are lost, M/G/c/c. It
 * depends on the law of the holding time through its mean alone. O(servers).
 *
 * Source: B(0) = 1, B(n) = a B(n − 1) / (n + a B(n − 1)); between whole numbers of servers
 * 1/B(f) = ∫ e⁻ᵘ (1 + u/a)ᶠ du over u > 0 (D. L. Jagerman, Bell System Technical Journal 53
 * (1974) 525–551), carried on by the same recursion.
 * @param servers from 0 up; need not be whole
 * @param load offered, in erlang, above 0
 * @throws RangeError naming the parameter out of range
 */
export function erlangB(servers: number, load: number): number {
  requireNotNegative("servers", servers);
  requirePositive("load", load);
  const fraction = servers - Math.floor(servers);
  let blocking = fraction === 0 ? 1 : 1 / inverseOfFraction(fraction, load);
  for (let n = fraction + 1; n <= servers; n++) blocking = oneServerMore(blocking, n, load);
  return blocking;
}

/**
 * The least whole number of servers with which at most this share of calls is lost. O(result).
 * @param load offered, in erlang, above 0
 * @param target share of calls lost, between 0 and 1
 * @throws RangeError naming the parameter out of range
 */
export function serversForBlocking(load: number, target: number): number {
  requirePositive("load", load);
  requireShare("target", target);
  let servers = 0;
  for (let blocking = 1; blocking > target; servers++) {
    blocking = oneServerMore(blocking, servers + 1, load);
  }
  return servers;
}

/** Erlang's recursion: the blocking of n servers from that of n − 1. */
export function oneServerMore(blocking: number, n: number, load: number): number {
  return (load * blocking) / (n + load * blocking);
}

/** Steps of the trapezoidal rule per unit, and how far it reaches: exact to a double. */
const STEPS_PER_UNIT = 16;
const REACH = 6;

/**
 * ∫ e⁻ᵘ (1 + u/a)ᶠ du over u > 0, 0 < f < 1, by the double exponential rule u = exp(s − e⁻ˢ),
 * which does not mind the singularity at −a close to the end of the range.
 */
function inverseOfFraction(fraction: number, load: number): number {
  let sum = 0;
  for (let step = -REACH * STEPS_PER_UNIT; step <= REACH * STEPS_PER_UNIT; step++) {
    const s = step / STEPS_PER_UNIT;
    const decay = Math.exp(-s);
    const u = Math.exp(s - decay);
    sum += Math.exp(fraction * Math.log1p(u / load) - u) * u * (1 + decay);
  }
  return sum / STEPS_PER_UNIT;
}
