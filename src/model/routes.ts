import { AGENT_SLOTS } from "./calls.ts";
import { CAST, type Casts, WHERE } from "./flowTables.ts";
import { HOP, LINK } from "./hotTables.ts";
import type { NetworkTables } from "./plan.ts";
import { OP, type Program } from "./program.ts";
import type { World } from "./world.ts";

/*
 * Where a message goes follows from its row and from where its call is: the site it entered and the
 * sites of its agents. So the loop only counts rows by whereabouts, a store whose address is known
 * early, and the bytes of the links are booked from these counts when somebody looks. Booking each
 * message on its link took a third of the time: a store behind a chain of five loads.
 */

/** The whereabouts of a call as one number: its site and those of its two agents. */
export function whereaboutsOf(sites: number, site: number, first: number, second: number): number {
  return (site * sites + first) * sites + second;
}

/** Numbers that `whereaboutsOf` takes. */
export const whereaboutsCount = (sites: number): number => sites * sites * sites;

/** The link of each DEPART row for each whereabouts; −1 where only the instances tell. */
export function routesOf(
  program: Program,
  casts: Casts,
  network: NetworkTables,
  sites: number,
): Int16Array {
  const count = whereaboutsCount(sites);
  const routes = new Int16Array(program.length * count).fill(-1);
  program.flows.forEach(({ start }, flow) => {
    const end = program.flows[flow + 1]?.start ?? program.length;
    for (let row = start; row < end; row++) {
      if (program.op[row] !== OP.DEPART) continue;
      const from = flow * program.roleCount + program.b[row];
      const to = flow * program.roleCount + program.c[row];
      if (casts.by[from] === CAST.CLUSTER || casts.by[to] === CAST.CLUSTER) continue;
      for (let where = 0; where < count; where++) {
        const a = placeOf(casts.where[from], where, sites);
        const b = placeOf(casts.where[to], where, sites);
        routes[row * count + where] = network.linkOf[a * network.places + b];
      }
    }
  });
  return routes;
}

function placeOf(role: number, whereabouts: number, sites: number): number {
  if (role === WHERE.CARRIER) return sites;
  const site = Math.floor(whereabouts / (sites * sites));
  if (role === WHERE.SITE) return site;
  const slot = role >= WHERE.AGENT_SITE + AGENT_SLOTS ? 1 : 0;
  const agent = slot === 1 ? whereabouts % sites : Math.floor(whereabouts / sites) % sites;
  return role - 2 * slot === WHERE.DESK ? sites + 1 + agent : agent;
}

/** Books what was sent since the last time: rows and, where the route told it, link bytes. */
export function settleRoutes(world: World): void {
  const { rowsSent, rowsSettled, rowCount, recorders, hops, links, plan } = world;
  const count = plan.whereabouts;
  for (let i = 0; i < rowsSent.length; i++) {
    const sent = rowsSent[i] - rowsSettled[i];
    if (sent === 0) continue;
    rowsSettled[i] = rowsSent[i];
    const row = Math.floor(i / count);
    rowCount[row] += sent;
    if (plan.routes[i] < 0) continue;
    const hop = row * HOP.FIELDS;
    const counter = plan.routes[i] * LINK.FIELDS + LINK.COUNTERS + hops[hop + HOP.TRAFFIC];
    recorders.counters[links[counter]] += sent * hops[hop + HOP.BYTES];
  }
}
