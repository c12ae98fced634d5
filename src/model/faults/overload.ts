import { Arrivals } from "../traffic/arrivals.ts";
import type { World } from "../world.ts";
import type { FaultKind, Strike } from "./types.ts";

/** A surge: more first calls, or interactions, of one demand; what they bring along stays drawn. */
export const overload: FaultKind = {
  name: "overload",
  meaning: "A surge: the rate of one demand is so many times what the scenario states",
  strikes: "demand",
  options: {
    factor: {
      kind: "number",
      meaning: "Factor on the rate of the demand, 0 for nobody at all",
      min: 0,
      max: 100,
      source: { mark: "given", note: "the planner's own experiment" },
    },
  },
  onset: (world, strike) => surge(world, strike, true),
  recovery: (world, strike) => surge(world, strike, false),
};

function surge(world: World, { demand, options }: Strike, begins: boolean): void {
  world.actors.forEach((actor, entity) => {
    if (actor instanceof Arrivals && actor.index === demand)
      actor.surge(world, entity, Number(options.factor), begins);
  });
}
