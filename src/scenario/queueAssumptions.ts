import type { Model } from "./hash.ts";
import type { Service } from "./queueTypes.ts";
import { mayClose } from "./voicemailAssumptions.ts";

/** Whether a result depends on a default of a queue; `field` is the path below `queues.<name>`. */
export function mattersOfQueue(model: Model, name: string, field: string): boolean {
  const queue = model.queues.find((each) => each.name === name);
  if (queue === undefined) return false;
  const { stages, agentChoice, location } = queue;
  const tiers = stages.flatMap(({ services }) => tiersOf(services));
  const areMixed = tiers.some((tier) => tier.length > 1);
  const isFree = model.sites.length > (location === "any" ? 1 : 2);
  switch (field.slice(field.lastIndexOf(".") + 1)) {
    case "atClose":
      return mayClose(model, model.queues.indexOf(queue));
    case "location":
      return model.sites.length > 1;
    case "agentChoice":
      return areMixed || isFree;
    case "rank":
      return queue.groups.length > 1;
    case "weight":
      return areMixed && agentChoice === "longestIdle";
    case "callRank":
    case "callWeight":
      return model.queues.length > 1;
    default:
      return true;
  }
}

/** Groups of one rank. */
const tiersOf = (services: readonly Service[]): readonly (readonly Service[])[] =>
  [...new Set(services.map(({ rank }) => rank))].map((rank) =>
    services.filter((service) => service.rank === rank),
  );
