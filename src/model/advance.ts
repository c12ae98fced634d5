import { arrive, depart, givesUp } from "./hops.ts";
import { LEG } from "./legs.ts";
import { OP } from "./program.ts";
import { LOST, PARK, REFUSED } from "./signals.ts";
import { verbs } from "./verbs/index.ts";
import type { World } from "./world.ts";

/**
 * Runs a leg until it must wait. `atUs` is the leg's own time: the moment the message just
 * received has been worked on, which may lie ahead of the clock. Messages may leave from there;
 * whatever changes the state of the world first waits for the clock (SETTLE).
 */
export function advance(world: World, leg: number, atUs: number): void {
  const { program, legs } = world;
  const { op, target } = program;
  let pc = legs.pc[leg];
  let at = atUs;
  for (;;) {
    switch (op[pc]) {
      case OP.DEPART: {
        if (legs.attempts[leg] > 0 && givesUp(world, leg)) {
          pc = world.timeOut(leg, pc);
          if (pc === PARK) return;
          break;
        }
        const arriveUs = depart(world, leg, pc, at);
        if (arriveUs === LOST) return;
        pc++;
        if (arriveUs > world.nowUs) {
          legs.pc[leg] = pc;
          world.events.schedule(arriveUs, world.firstLeg + leg);
          return;
        }
        break;
      }
      case OP.ARRIVE: {
        const doneUs = arrive(world, leg, pc);
        if (doneUs === LOST) return;
        if (doneUs === REFUSED) {
          at = world.nowUs;
          pc = target[pc];
          break;
        }
        at = doneUs;
        pc++;
        break;
      }
      case OP.SETTLE:
        pc++;
        if (at > world.nowUs) {
          legs.pc[leg] = pc;
          world.events.schedule(at, world.firstLeg + leg);
          return;
        }
        break;
      case OP.POST:
        world.startLeg(leg, LEG.POSTED, target[pc], at);
        pc++;
        break;
      case OP.DONE:
        world.endLeg(leg);
        return;
      case OP.JUMP:
        pc = target[pc];
        break;
      default: {
        const next = verbs[op[pc]](world, leg, pc, at);
        if (next === PARK) return;
        pc = next;
      }
    }
  }
}
