import type { Crew } from "../../crew/crew.ts";
import { UserError } from "../../errors.ts";
import type { AgentGroup, Demand, Scenario } from "../../scenario/types.ts";
import type { Study } from "../../study.ts";
import { spread } from "./resources.ts";
import { planSizing, type Sizing, type SizingPlan, size } from "./size.ts";

/** The least that meets the targets while a site is lost. */
export interface SiteLoss {
  readonly site: string;
  readonly sizing: Sizing;
}

/** The search for that. */
export interface LossPlan {
  readonly site: string;
  readonly plan: SizingPlan;
  readonly open: Open;
}

type Open = (settings: readonly string[]) => Study;

/**
 * The loss of every single site that has calls or agents, for as long as one likes: its callers
 * come by the other sites in proportion, and as many agents as before work there. Instances of
 * components are not sought, since those of the lost site cannot be left out of a figure.
 * @throws UserError where that cannot be said of the scenario
 */
export function lossesOf({ scenario }: Study, plan: SizingPlan, open: Open): LossPlan[] {
  const { sites, demand, groups } = scenario;
  const mistakes = [
    ...(sites.length < 2 ? ["wanted a scenario of two sites at least"] : []),
    ...demand.flatMap(({ name, origin }) =>
      origin === "customers" ? [] : [`${name}: wanted customers' calls only`],
    ),
    ...groups.flatMap(({ name, staffing }) =>
      staffing.every(({ count }) => count.length === 1)
        ? []
        : [`agents.${name}: wanted a number that does not change over the day`],
    ),
  ];
  if (mistakes.length > 0)
    throw new UserError(mistakes.map((each) => `--site-loss: ${each}`).join("\n"));
  const isUsed = (site: number) =>
    demand.some(({ siteShares }) => siteShares[site]! > 0) ||
    groups.some(({ staffing }) => staffing.some((each) => each.site === site));
  return sites.flatMap(({ name }, site) =>
    isUsed(site) ? [lossPlan(name, withoutSite(scenario, site), plan, open)] : [],
  );
}

function lossPlan(
  site: string,
  without: readonly string[],
  { targets, resources, options }: SizingPlan,
  open: Open,
): LossPlan {
  const left = targets.filter(({ scope }) => !isOf(site, scope));
  const expected = `expect=${JSON.stringify(left.map(({ text }) => text))}`;
  const openWithout: Open = (settings) => open([...without, expected, ...settings]);
  const find = resources.flatMap(({ name }) => (IS_MOVED.test(name) ? [name] : []));
  if (find.length === 0 || left.length === 0)
    throw new UserError(`--site-loss: without ${site} there is nothing to search for`);
  return { site, plan: planSizing(openWithout([]), { ...options, find }), open: openWithout };
}

const IS_MOVED = /^(agents\.|ports$|trunks$)/;

const isOf = (site: string, scope: string): boolean =>
  scope.split(/[:/]/).slice(1, -1).includes(site) || scope === `site:${site}`;

/** One search after the other; those finished where the run is ended. */
export async function sizeWithout(
  plans: readonly LossPlan[],
  crew: Crew,
  watch: Parameters<typeof size>[3],
): Promise<SiteLoss[]> {
  const found: SiteLoss[] = [];
  for (const { site, plan, open } of plans) {
    if (watch.signal.aborted) break;
    found.push({ site, sizing: await size(plan, open, crew, watch) });
  }
  return found;
}

function withoutSite({ sites, demand, groups }: Scenario, lost: number): string[] {
  const names = sites.map(({ name }) => name);
  return [
    ...demand.map((each) => `demand.${each.name}.sites=${sharesWithout(each, names, lost)}`),
    ...groups.map((each) => `agents.${each.name}.sites=${agentsWithout(each, names, lost)}`),
  ];
}

/** Even where all calls entered at the lost site. */
function sharesWithout({ siteShares }: Demand, names: readonly string[], lost: number): string {
  const left = siteShares.map((share, site) => (site === lost ? 0 : share));
  const isAllLost = left.every((share) => share === 0);
  const weights = isAllLost ? left.map((_, site) => (site === lost ? 0 : 1)) : left;
  // In whole parts of a million, so that they sum to 1.
  const shares = spread(1e6, weights).map((parts) => parts / 1e6);
  return JSON.stringify(Object.fromEntries(shares.map((share, site) => [names[site]!, share])));
}

function agentsWithout({ staffing }: AgentGroup, names: readonly string[], lost: number): string {
  const present = names.map((_, site) =>
    staffing.reduce((sum, each) => (each.site === site ? sum + each.count[0]! : sum), 0),
  );
  const left = present.map((count, site) => (site === lost ? 0 : count));
  const isAllLost = left.every((count) => count === 0);
  const weights = isAllLost ? left.map((_, site) => (site === lost ? 0 : 1)) : left;
  const total = present.reduce((sum, count) => sum + count, 0);
  const counts = spread(total, weights);
  return JSON.stringify(Object.fromEntries(counts.map((count, site) => [names[site]!, count])));
}

/** What a resource takes at a site when any other is lost; null: none of the losses says. */
export function neededWithout(
  losses: readonly SiteLoss[],
  resource: string,
  site: string,
): number | null {
  const found = losses.flatMap(({ site: lost, sizing: { plan, found } }) => {
    if (lost === site) return [];
    const r = plan.resources.findIndex(({ name }) => name === resource);
    const part = plan.resources[r]?.parts.findIndex((each) => each.site === site) ?? -1;
    if (part < 0) return [];
    const { parts, step } = plan.resources[r]!;
    const weights = parts.map(({ weight }) => weight);
    return [spread(found.at.point[r]!, weights)[part]! * step];
  });
  return found.length === 0 ? null : Math.max(...found);
}
