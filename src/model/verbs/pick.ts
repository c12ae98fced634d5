import { choose } from "../choice.ts";
import type { World } from "../world.ts";

/** PICK: fills a role with the instance its sender chooses. */
export function pick(world: World, leg: number, pc: number): number {
  const { calls, legs, program } = world;
  const call = legs.call[leg];
  const role = program.a[pc];
  if (legs.tried.size > 0) legs.tried.delete(leg);
  calls.pins[call * program.roleCount + role] = choose(world, call, role);
  return pc + 1;
}
