import { parse, stringify } from "yaml";
import { namesOf } from "../../src/scenario/fields/names.ts";
import { type Dice, diceOf } from "../support/dice.ts";
import { randomScenario } from "../support/randomScenario.ts";
import { faultSchedule } from "./faultSchedule.ts";

/** A scenario as it is written. */
export type Raw = Record<string, unknown>;

const SITES = ["dc1", "dc2", "dc3", "dc4"];

/**
 * One to four sites in zones and regions, with loads and settings of all sorts, and a schedule of
 * faults. The same seed always gives the same scenario, until a kind of fault joins the list.
 */
export function tortureScenario(seed: number): Raw {
  const dice = diceOf(seed, "torture");
  const sites = SITES.slice(0, dice.whole(1, SITES.length));
  const raw = parse(randomScenario(seed, { faults: false, sites })) as Raw;
  Object.values(raw.sites as Record<string, Raw>).forEach((site) => {
    Object.assign(site, whereabouts(dice));
  });
  raw.network = { ...(raw.network as Raw), ...accessNetworks(dice, sites) };
  for (const service of Object.values((raw.callback ?? {}) as Record<string, Raw>))
    if (service.keep === "unlimited") service.keep = LONGEST_KEPT;
  return { ...raw, faults: faultSchedule(dice, namesOf(raw)) };
}

/** A third of the scenarios have one that some of the sites are reached through. */
function accessNetworks(dice: Dice, sites: readonly string[]): Raw {
  if (dice.chance(2 / 3)) return {};
  const entered = sites.filter(() => dice.chance(0.6));
  return {
    accessNetworks: { gtn: { sites: entered, desktopPath: dice.one("mpls", "internet") } },
  };
}

/** Requests that cannot be dialled, without a port, must come to an end. */
const LONGEST_KEPT = "20min";

const whereabouts = (dice: Dice): Raw => ({
  ...(dice.chance(0.5) && { region: dice.one("east", "west") }),
  zones: dice.whole(1, 3),
  pairPlacement: dice.one("sameZone", "acrossZones"),
});

export const textOf = (raw: Raw): string => stringify(raw, { lineWidth: 0 });
