import type { Dice } from "./dice.ts";
import type { Away } from "./randomScenario.ts";
import { backendDown } from "./randomTreatment.ts";

/** What goes down, in the first minutes: proxies, links, DNS records, back ends. */
export function faultsText(
  dice: Dice,
  pings: Dice,
  sites: readonly string[],
  away: Away,
  dns: Dice,
): string {
  const when = () =>
    [`at: ${dice.whole(0, 200_000)}ms`, `for: ${dice.one("200ms", "9s", "60s")}`].join(", ");
  const noticed = () => {
    const stated = `${when()}, detection: ${dice.one("0s", "7.5s")}`;
    return pings.chance(0.5) ? stated : stated.slice(0, stated.indexOf(", detection"));
  };
  const links = sites
    .flatMap((site) => [
      `carrier>${site}`,
      `${site}>carrier`,
      `${site}>desks:${site}`,
      `desks:${site}>${site}`,
      `${site}>${dice.one(...sites)}`,
    ])
    .concat(away.links);
  const proxy = () => {
    const target = `${dice.one(...sites)}/sipProxy/${dice.whole(1, 2)}`;
    return `  - instanceDown: { target: ${target}, ${noticed()} }`;
  };
  const link = () => `  - linkDown: { target: "${dice.one(...links)}", ${when()} }`;
  const faults = [
    ...(dice.chance(0.5) ? [proxy()] : []),
    ...(dice.chance(0.3) ? [proxy()] : []),
    ...(dice.chance(0.5) ? [link()] : []),
    ...withdrawals(dns, sites),
    ...backendDown(dns, sites),
  ];
  return faults.length === 0 ? "faults: []" : ["faults:", ...faults].join("\n");
}

/** Up to two, which may take a site out twice or leave none. */
const withdrawals = (dns: Dice, sites: readonly string[]): readonly string[] =>
  Array.from({ length: sites.length === 1 ? 0 : dns.whole(0, 2) }, () => {
    const when = `at: ${dns.whole(0, 200)}s, for: ${dns.one("5s", "60s", "200s")}`;
    return `  - recordsWithdrawn: { target: ${dns.one(...sites)}, ${when} }`;
  });
