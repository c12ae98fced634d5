import { capacityOf } from "../../model/capacity.ts";
import { components } from "../../model/components/index.ts";
import { portLoads } from "../../model/portLoads.ts";
import { nearestName } from "../../scenario/nearest.ts";
import type { Expectation } from "../../scenario/types.ts";
import { erlangA } from "../../stats/theory/erlangA.ts";
import { erlangB, serversForBlocking } from "../../stats/theory/erlangB.ts";
import { serversForServiceLevel } from "../../stats/theory/erlangC.ts";
import type { Study } from "../../study.ts";

/** Something of which the least number is sought, spread over the sites as the scenario has it. */
export interface Resource {
  /** `agents.all`, `ports`, `trunks`, `sipProxy`. */
  readonly name: string;
  /** For reports: `agents of all`. */
  readonly meaning: string;
  readonly parts: readonly Part[];
  /** It is sought in steps of so many: two ports, one on each of the hosts that a farm has. */
  readonly step: number;
  /** Steps in the scenario, and the fewest there may be. */
  readonly present: number;
  readonly least: number;
  /** Steps by closed form for this target; null: there is none. */
  readonly guess: (target: Expectation) => number | null;
}

/** A site's share of a resource. */
export interface Part {
  readonly site: string;
  readonly weight: number;
  /** Sets the site's number of steps: as `--set` takes it. */
  readonly setting: (steps: number) => readonly string[];
}

/** How a number is spread over parts in proportion to their weights (largest remainders). */
export function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const whole = exact.map(Math.floor);
  const order = exact
    .map((value, i) => ({ i, rest: value - whole[i]! }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  let left = total - whole.reduce((all, value) => all + value, 0);
  for (const { i } of order) if (left-- > 0) whole[i]!++;
  return whole;
}

export const settingsFor = ({ parts }: Resource, total: number): string[] =>
  spread(
    total,
    parts.map(({ weight }) => weight),
  ).flatMap((count, i) => [...parts[i]!.setting(count)]);

/** A rule of thumb that a guess may start from, where the target has no formula: load + √load. */
const squareRoot = (erlangs: number): number => Math.ceil(erlangs + Math.sqrt(erlangs)) + 1;

/** Every resource of a scenario whose number may be sought. */
export function resourcesOf(study: Study): Resource[] {
  return [
    ...agentResources(study),
    ...componentResources(study),
    ...portResources(study),
    ...trunkResources(study),
  ];
}

function agentResources({ scenario, plan }: Study): Resource[] {
  const { sites, groups, queues, demand } = scenario;
  const rows = capacityOf(plan).filter(({ kind }) => kind === "agents");
  return groups.flatMap(({ name, staffing }, index) => {
    const fixed = staffing.filter(({ count }) => count[0]! > 0);
    if (fixed.length === 0 || staffing.some(({ count }) => count.length > 1)) return [];
    const present = fixed.reduce((sum, { count }) => sum + count[0]!, 0);
    const served = queues.filter((queue) => queue.groups.includes(index));
    const isAlone = groups.length === 1;
    const erlangs = rows.reduce((sum, row) => sum + row.perCall * row.offeredCaps, 0);
    const serviceTimeS = rows[0]?.perCall ?? 0;
    const [first] = served;
    return [
      {
        name: `agents.${name}`,
        meaning: `agents of ${name}`,
        parts: fixed.map(({ site, count }) => ({
          site: sites[site]!.name,
          weight: count[0]!,
          setting: (n: number) => [`agents.${name}.sites.${sites[site]!.name}=${n}`],
        })),
        step: 1,
        present,
        least: 1,
        guess: ({ metric, relation, limit }: Expectation) => {
          if (!isAlone || erlangs === 0 || first === undefined) return null;
          if (metric !== "service.level" || relation !== ">=") return squareRoot(erlangs);
          const ringUs = Math.min(...demand.map(({ ring }) => ring.mean));
          return agentsFor({
            erlangs,
            serviceTime: serviceTimeS,
            patience: Math.min(...demand.map(({ patience }) => patience.mean)) / 1e6,
            target: Math.min(limit, 0.9999),
            threshold: Math.max(0, first.thresholdUs - ringUs) / 1e6,
          });
        },
      },
    ];
  });
}

interface AgentNeed {
  readonly erlangs: number;
  /** Seconds, like the rest; patience may be Infinity. */
  readonly serviceTime: number;
  readonly patience: number;
  readonly target: number;
  readonly threshold: number;
}

/** Erlang C, or Erlang A where callers give up: then fewer do than the load. */
function agentsFor({ erlangs, serviceTime, patience, target, threshold }: AgentNeed): number {
  const arrivalRate = erlangs / serviceTime;
  const most = serversForServiceLevel({ arrivalRate, serviceTime, target, threshold });
  if (!Number.isFinite(patience)) return most;
  let [low, high] = [0, most];
  while (high - low > 1) {
    const servers = Math.floor((low + high) / 2);
    const queue = { servers, arrivalRate, serviceTime, patience };
    if (erlangA(queue).answeredWithin(threshold) >= target) high = servers;
    else low = servers;
  }
  return high;
}

function componentResources({ scenario, plan }: Study): Resource[] {
  const rows = capacityOf(plan).filter(({ kind }) => kind === "component");
  return components.flatMap((component, c) => {
    const { name } = component;
    if (name === "mcp") return [];
    const has = scenario.sites.filter(({ instances }) => instances[c]! > 0);
    const present = has.reduce((sum, { instances }) => sum + instances[c]!, 0);
    if (present === 0) return [];
    const worst = Math.max(
      0,
      ...rows
        .filter((row) => row.name.split(".")[0] === name)
        .map(({ utilisation }) => utilisation),
    );
    return [
      {
        name,
        meaning: `instances of ${name}`,
        parts: has.map((site) => ({
          site: site.name,
          weight: site.instances[c]!,
          setting: (n: number) => [`sites.${site.name}.${name}=${n}`],
        })),
        step: 1,
        present,
        least: has.length,
        guess: ({ metric, limit }: Expectation) =>
          metric === "component.utilisation" && worst > 0 && Number.isFinite(worst)
            ? Math.max(has.length, Math.ceil((present * worst) / limit))
            : null,
      },
    ];
  });
}

/**
 * Ports that all uses share, as if each site had as few hosts as a farm may have: which hosts they
 * are on is a question of the bill.
 */
function portResources({ scenario, plan }: Study): Resource[] {
  const mcp = components.findIndex(({ name }) => name === "mcp");
  const load = new Map<string, number>();
  for (const { site, uses } of portLoads(plan)) {
    const ports = uses.reduce((sum, { erlangs, weight }) => sum + (erlangs * weight) / 1000, 0);
    load.set(site, (load.get(site) ?? 0) + ports);
  }
  const sized = scenario.sites.filter(
    (site) => Number.isFinite(site.portsPerMcp) && (load.get(site.name) ?? 0) > 0,
  );
  if (sized.length === 0) return [];
  const hosts = plan.topology.hasPlatform ? FARM_LEAST : 1;
  const portsOf = (site: (typeof sized)[number]) => site.instances[mcp]! * site.portsPerMcp;
  return [
    {
      name: "ports",
      meaning: "media ports",
      parts: sized.map((site) => ({
        site: site.name,
        weight: portsOf(site),
        setting: (n: number) => [
          `sites.${site.name}.mcp=${hosts}`,
          `sites.${site.name}.portsPerMcp=${n}`,
        ],
      })),
      step: hosts,
      present: Math.ceil(sized.reduce((sum, site) => sum + portsOf(site), 0) / hosts),
      least: sized.length,
      guess: ({ relation, limit }: Expectation) => {
        if (relation !== "<=" || limit <= 0 || limit >= 1) return null;
        const ports = sized.map(({ name }) => serversForBlocking(load.get(name)!, limit));
        return Math.ceil(ports.reduce((sum, each) => sum + each, 0) / hosts);
      },
    },
  ];
}

/** Hosts of a farm, one of which may fail: the rule of the deployment. */
const FARM_LEAST = 2;

function trunkResources({ scenario, plan }: Study): Resource[] {
  const { sites } = scenario;
  const row = capacityOf(plan).find(({ kind, name }) => kind === "pool" && name === "trunks");
  if (row === undefined) return [];
  const share = (site: number) =>
    scenario.demand.reduce((sum, { siteShares }) => sum + siteShares[site]!, 0);
  const used = sites.flatMap(({ name, trunks }, s) => (share(s) > 0 ? [{ name, trunks, s }] : []));
  const isLimited = used.every(({ trunks }) => Number.isFinite(trunks));
  const erlangs = row.perCall * row.offeredCaps;
  return [
    {
      name: "trunks",
      meaning: "trunks",
      parts: used.map(({ name, trunks, s }) => ({
        site: name,
        weight: isLimited ? trunks : share(s),
        setting: (n: number) => [`sites.${name}.trunks=${n}`],
      })),
      step: 1,
      present: isLimited ? used.reduce((sum, { trunks }) => sum + trunks, 0) : Infinity,
      least: used.length,
      guess: ({ relation, limit }: Expectation) =>
        relation === "<=" && limit > 0 && limit < 1 && erlangB(1, erlangs) > 0
          ? used.length * serversForBlocking(erlangs, limit)
          : null,
    },
  ];
}

/** The resources a target speaks of, by name. */
export function resourcesFor({ metric, scope }: Expectation, all: readonly Resource[]): Resource[] {
  const named = (test: (name: string) => boolean) => all.filter(({ name }) => test(name));
  if (/^pool\./.test(metric)) {
    const pool = scope.replace(/^pool:(?:[^/]*\/)?/, "");
    return named((name) => name === (pool.startsWith("mcp") ? "ports" : pool));
  }
  if (/^component\./.test(metric)) {
    const component = scope.replace(/^(?:component|instance):(?:[^/]*\/)?/, "").split(/[./]/)[0];
    return named((name) => name === component);
  }
  if (metric === "calls.blocked") return named((name) => name === "ports" || name === "trunks");
  return named((name) => name.startsWith("agents."));
}

/** Those named, or what to write instead. */
export function resourcesNamed(
  names: readonly string[],
  all: readonly Resource[],
): { readonly found: Resource[]; readonly mistakes: string[] } {
  const known = all.map(({ name }) => name);
  const mistakes = names
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearestName(name, known);
      const hint = near === undefined ? known.join(", ") : `did you mean ${near}?`;
      return `--find ${name}: wanted a resource of this scenario (${hint})`;
    });
  return { found: all.filter(({ name }) => names.includes(name)), mistakes };
}
