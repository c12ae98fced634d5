import type { Fields } from "./fields/scenario.ts";
import type { Queue, Service, Stage } from "./queueTypes.ts";

type Given = Fields["queues"][string]["groups"];

/** Queues as the model wants them: at every stage all groups that may take a call by then. */
export function queuesOf(fields: Fields): readonly Queue[] {
  const names = Object.keys(fields.agents);
  return Object.entries(fields.queues).map(([name, queue]) => {
    const { groups, overflow, threshold, ...rest } = queue;
    const later = overflow.map(({ after, groups: more }) => ({ afterUs: after, groups: more }));
    const stages = stagesOf(names, [{ afterUs: 0, groups }, ...later]);
    const all = stages.at(-1)!.services.map(({ group }) => group);
    return { ...rest, name, groups: all, stages, thresholdUs: threshold };
  });
}

/** Each stage adds groups to those before; one that is named again is as it says last. */
function stagesOf(
  names: readonly string[],
  written: readonly { readonly afterUs: number; readonly groups: Given }[],
): readonly Stage[] {
  const inForce = new Map<number, Service>();
  return written.map(({ afterUs, groups }) => {
    const ranks = [...inForce.values()].map(({ rank }) => rank);
    for (const service of servicesOf(names, groups, Math.max(0, ...ranks)))
      inForce.set(service.group, service);
    return { afterUs, services: [...inForce.values()] };
  });
}

const ALIKE = { weight: 1, callRank: 1, callWeight: 1 };

/** A list ranks its groups one after the other, behind the ranks in force. */
function servicesOf(names: readonly string[], given: Given, behind: number): readonly Service[] {
  if (Array.isArray(given))
    return given.map((name, i) => ({ group: names.indexOf(name), rank: behind + i + 1, ...ALIKE }));
  return Object.entries(given).map(([name, service]) => ({
    group: names.indexOf(name),
    ...service,
  }));
}
