import { chooseUntried } from "../choice.ts";
import { NOBODY } from "../signals.ts";
import type { World } from "../world.ts";

/** IF_DECLINED: a node that is being shut down ends the search with 603 (RFC 3261 16.7, 21.6). */
export function ifDeclined(world: World, leg: number, pc: number): number {
  const { calls, legs, program, platform } = world;
  const node = calls.pins[legs.call[leg] * program.roleCount + program.a[pc]];
  if (platform.declines[node] === 0) return pc + 1;
  legs.tried.delete(leg);
  return program.target[pc];
}

/**
 * CHOOSE_AGAIN: the receiver of a request took no new work, or never answered (RFC 3263 4.3). The
 * next of those not tried yet gets a request of its own; when none is left the flow says what
 * happens.
 */
export function chooseAgain(world: World, leg: number, pc: number): number {
  const { calls, legs, program } = world;
  const call = legs.call[leg];
  const role = program.a[pc];
  const pin = call * program.roleCount + role;
  const tried = [...(legs.tried.get(leg) ?? []), calls.pins[pin]];
  const chosen = program.b[pc] === 1 ? chooseUntried(world, call, role, tried) : NOBODY;
  if (chosen !== NOBODY) {
    legs.tried.set(leg, tried);
    calls.pins[pin] = chosen;
    return program.other[pc];
  }
  legs.tried.delete(leg);
  return program.target[pc] >= 0 ? program.target[pc] : world.fail(leg);
}
