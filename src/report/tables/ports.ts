import {
  meanPorts,
  portBlocking,
  portsApart,
  portsByRule,
  portsForBlocking,
} from "../../stats/portBlocking.ts";
import { find, scopeLabel } from "../findings.ts";
import { percent, significant, withInterval } from "../format.ts";
import type { Findings, PortLoad } from "../types.ts";
import { left, right, type Table } from "./table.ts";

/** What ports are called by their use. */
export const PORT_TITLES: Readonly<Record<string, string>> = {
  "mcp.treatment": "treatment ports",
  "mcp.cpd": "ports for call progress detection",
  "mcp.recording": "recording ports",
  "mcp.conference": "conference ports",
  "mcp.hold": "ports for music on hold",
  "mcp.voicemail": "voicemail ports",
  mrcp: "speech ports",
};

/** Each use of each site: by the published rule, by theory and as the run had it. */
export function portsTable(findings: Findings): Table {
  const { blocking } = findings.scenario.sizing;
  return {
    title: "Ports by use: rule, theory and run",
    columns: [
      left("ports"),
      right("mean"),
      { ...right("mean + 3 × its root"), meaning: "published headroom rule for port density" },
      {
        ...right(`for ${percent(blocking, 2)} blocked`),
        meaning: "Erlang B; Kaufman and Roberts where uses share ports",
      },
      { ...right("run, p99.9"), meaning: "ports that covered 99.9 % of the time" },
      { ...right("there are"), meaning: "where uses share: while nobody else takes any" },
      right("blocked, theory"),
      right("blocked, run"),
    ],
    rows: findings.ports.flatMap((pool) => rowsOf(pool, blocking, findings)),
  };
}

function rowsOf(pool: PortLoad, target: number, findings: Findings): readonly string[][] {
  const { scope, site, size, uses } = pool;
  const isShared = uses.length > 1;
  const shares = portBlocking(uses, size);
  const run = (id: string, of: string, unit = "") => withInterval(find(findings, id, of), unit);
  const together = [
    `${scopeLabel(scope)} (shared, as treatment ports)`,
    significant(meanPorts(uses)),
    significant(portsByRule(meanPorts(uses))),
    significant(portsForBlocking(uses, target)),
    run("pool.inUse.p999", scope),
    significant(size),
    "",
    "",
  ];
  const each = uses.map(({ use, erlangs }, i) => [
    `${site}/${use}`,
    significant(erlangs),
    significant(portsByRule(erlangs)),
    significant(portsForBlocking([{ erlangs, weight: 1000 }], target)),
    run("pool.inUse.p999", `pool:${site}/${use}`),
    isShared ? "shared" : significant(size),
    percent(shares[i]!, 3),
    `${run("pool.blocked.ratio", `pool:${site}/${use}`, "%")} %`,
  ]);
  return isShared ? [together, ...each] : each;
}

/** What sharing saves, where uses share ports. */
export function sharingTable({ ports, scenario }: Findings): Table {
  const { blocking } = scenario.sizing;
  return {
    title: `Shared ports, and the same uses apart, for ${percent(blocking, 2)} blocked`,
    columns: [
      left("site"),
      ...["shared", "each with its own", "saved"].map((title) =>
        right(`${title}, treatment ports`),
      ),
      left("of their own"),
    ],
    rows: ports
      .filter(({ uses }) => uses.length > 1)
      .map(({ site, uses }) => {
        const shared = portsForBlocking(uses, blocking);
        const apart = portsApart(uses, blocking);
        const own = apart.reduce((sum, each) => sum + each, 0);
        const names = uses.map(({ use, weight }, i) => {
          const each = `${significant((1000 * apart[i]!) / weight)} ${PORT_TITLES[use]}`;
          return weight === 1000 ? each : `${each} (of ${significant(weight / 1000)})`;
        });
        return [
          site,
          ...[shared, own, own - shared].map((each) => significant(each)),
          names.join(", "),
        ];
      }),
  };
}
