import { arrive, depart, givesUp } from "./hops.ts";
import { LEG } from "./legs.ts";
import { OP } from "./program.ts";
import { hearsInTime } from "./repeats.ts";
import { LOST, PARK, REFUSED } from "./signals.ts";
import { timeOut } from "./silence.ts";
import { verbs } from "./verbs/index.ts";
import type { World } from "./world.ts";

/**
 * Runs a leg until it must wait. `world.atUs` is the leg's own time: the moment the message just
 * received has been worked on, which may lie ahead of the clock. Messages may leave from there;
 * whatever changes the state of the world first waits for the clock (SETTLE). Times pass through
 * fields of the world, since a double handed to a function is boxed.
 */
export function advance(world: World, leg: number): void {
  const { program, legs } = world;
  const { op, target } = program;
  let pc = legs.pc[leg];
  for (;;) {
    switch (op[pc]) {
      case OP.DEPART: {
        if (legs.attempts[leg] > 0 && givesUp(world, leg, pc)) {
          pc = timeOut(world, leg, pc);
          if (pc === PARK) return;
          break;
        }
        const sent = depart(world, leg, pc);
        if (sent === LOST) return;
        if (sent === REFUSED) {
          pc = program.other[pc];
          break;
        }
        pc++;
        if (world.atUs > world.nowUs) {
          legs.pc[leg] = pc;
          world.sleep(leg);
          return;
        }
        break;
      }
      case OP.ARRIVE: {
        const answer = arrive(world, leg, pc);
        if (answer === LOST) return;
        if (world.atUs - world.nowUs > world.promptUs && !hearsInTime(world, leg, pc)) return;
        pc = answer === REFUSED ? target[pc] : pc + 1;
        break;
      }
      case OP.SETTLE:
        pc++;
        if (world.atUs > world.nowUs) {
          legs.pc[leg] = pc;
          world.sleep(leg);
          return;
        }
        break;
      case OP.POST:
        world.startLeg(leg, LEG.POSTED, target[pc]);
        pc++;
        break;
      case OP.DONE:
        world.endLeg(leg);
        return;
      case OP.JUMP:
        pc = target[pc];
        break;
      default: {
        const next = verbs[op[pc]](world, leg, pc);
        if (next === PARK) return;
        pc = next;
      }
    }
  }
}
