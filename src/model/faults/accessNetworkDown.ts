import { CLASS } from "../linkFaults.ts";
import type { World } from "../world.ts";
import { cutLinks, mendLinks } from "./links.ts";
import type { FaultKind, Strike } from "./types.ts";

/**
 * The way to some sites fails while their machines go on: no carrier, no phones, no offices with
 * MPLS. Desktops are cut off as well unless their data go over the Internet, as those of customers
 * do who chat. Sites still reach each other.
 */
export const accessNetworkDown: FaultKind = {
  name: "accessNetworkDown",
  meaning: "An access network fails: its sites run on, cut off from carrier, phones and offices",
  strikes: "accessNetwork",
  onset: (world, strike) => {
    const { voice, data } = linksThrough(world, strike);
    cutLinks(world, data, [CLASS.TLIB]);
    cutLinks(world, voice, [CLASS.SIGNALLING]);
  },
  recovery: (world, strike) => {
    const { voice, data } = linksThrough(world, strike);
    mendLinks(world, data, [CLASS.TLIB]);
    mendLinks(world, voice, [CLASS.SIGNALLING]);
  },
};

/** Links between its sites and whoever is at none, but those that take the Internet. */
function linksThrough({ plan }: World, { accessNetwork }: Strike) {
  const { links, sites, accessNetworks, locations } = plan.scenario;
  const { sites: entered, desktopPath } = accessNetworks[accessNetwork];
  const online = locations.filter(({ access }) => access === "internet").map(({ place }) => place);
  const isThrough = (one: number, other: number) =>
    entered.includes(one) && other >= sites.length && !online.includes(other);
  const voice = [...links.keys()].filter(
    (link) =>
      isThrough(links[link].from, links[link].to) || isThrough(links[link].to, links[link].from),
  );
  const carrier = sites.length;
  const ofOffices = voice.filter((link) => ![links[link].from, links[link].to].includes(carrier));
  return { voice, data: desktopPath === "mpls" ? ofOffices : [] };
}
