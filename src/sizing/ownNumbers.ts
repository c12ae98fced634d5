import { formatDuration } from "../units.ts";
import { n } from "./figures.ts";

/** A planner's own numbers, in the model's units: what the table is made of without a file. */
export interface OwnNumbers {
  readonly agents: number;
  /** Share of their time in which agents are busy with calls. */
  readonly utilisation: number;
  readonly qualification: number;
  readonly queue: number;
  readonly talk: number;
  readonly ring: number;
  readonly afterCallWork: number;
  readonly answered: number;
  readonly human: number;
  readonly redials: number;
  readonly records: number;
  readonly siteCount: number;
}

/**
 * These numbers as a scenario, with the catalogue's platform at each site: agents divide the time
 * they are busy by the handling time, which is ring, talk and after-call work.
 */
export function ownScenario(numbers: OwnNumbers): string {
  const { agents, utilisation, ring, talk, afterCallWork, siteCount } = numbers;
  const handlingS = (ring + talk + afterCallWork) / 1e6;
  const sites = Array.from({ length: siteCount }, (_, i) => `dc${i + 1}`);
  const staff = sites.map((site, i) => `${site}: ${shareOf(agents, siteCount, i)}`);
  const { answered, human, redials, records } = numbers;
  return `name: own-numbers
title: "${agents} agents at ${n(100 * utilisation)} %, from numbers alone"
demand:
  customers:
    queue: all
    rate: ${(agents * utilisation) / handlingS}/s
    ivr: { duration: ${formatDuration(numbers.qualification)} }
    queueTreatment: atLeast ${formatDuration(numbers.queue)}
    patience: never
    ring: ${formatDuration(ring)}
    talk: ${formatDuration(talk)}
    afterCallWork: ${formatDuration(afterCallWork)}
queues:
  all: { groups: [all] }
agents:
  all: { sites: { ${staff.join(", ")} } }
sizing:
  outbound: { answered: ${answered}, human: ${human}, redials: ${redials}, records: ${records} }
sites:
${sites.map((site) => `  ${site}: {}`).join("\n")}
`;
}

/** Agents of site i when they are spread as evenly as whole agents can be. */
function shareOf(agents: number, sites: number, i: number): number {
  return Math.floor(agents / sites) + (i < agents % sites ? 1 : 0);
}
