import { hearAtDesk } from "./verbs/tEvents.ts";
import type { Actor, World } from "./world.ts";

/**
 * Legs whose T-events reach desk servers in the same microsecond as something else happens: they
 * come after all of it, and at each desk server in the order in which it gets them.
 */
export class Desks implements Actor {
  private readonly legs: number[] = [];
  private readonly entity: number;

  /** @param entity the number of this actor in the future event list */
  constructor(entity: number) {
    this.entity = entity;
  }

  /** A leg whose T-event is there now, or may be. */
  hearLater(world: World, leg: number): void {
    this.legs.push(leg);
    world.events.schedule(world.nowUs, this.entity);
  }

  /** Nothing waits yet when a replication is wired. */
  wake(world: World): void {
    const { legs } = this;
    if (legs.length === 0) return;
    if (!world.events.hasTie()) {
      world.mesh.settle(world, world.nowUs + 1);
      const copies = legs.map((leg) => world.legs.copy[leg]);
      const [leg] = legs.splice(copies.indexOf(Math.min(...copies)), 1);
      hearAtDesk(world, leg);
    }
    if (legs.length > 0) world.events.schedule(world.nowUs, this.entity);
  }
}
