import pc from "picocolors";
import { counted, fixed, percent, plusMinus, significant } from "../report/format.ts";
import { escaped, markdownTable } from "../report/markdownTable.ts";
import { type Grid, left, right } from "../report/tables/table.ts";
import { textTable } from "../report/textTable.ts";
import { PAGE_WIDTH, paragraphs, wrapped } from "../report/wrap.ts";
import type { Interval } from "../stats/intervals.ts";
import { services as classes, NOT_COVERED } from "./services.ts";
import { type AvailabilityStudy, causesOfService, type ServiceYears } from "./study.ts";

/** What `busyhour availability` prints. */
export function renderAvailability(study: AvailabilityStudy, { colour = false } = {}): string {
  const colours = pc.createColors(colour);
  const table = (title: string, grid: Grid) =>
    [colours.bold(title), textTable(grid, { heading: colours.dim })].join("\n");
  const shown = study.services.filter(({ verdict }, i) => i === 0 || verdict !== "kept");
  const text = (each: string) => wrapped(each, PAGE_WIDTH).join("\n");
  const { scenario } = study;
  return paragraphs([
    text(scenario.title || scenario.name)
      .split("\n")
      .map(colours.bold)
      .join("\n"),
    colours.dim(text(runLine(study))),
    table(outTitle(study), servicesGrid(study)),
    table("How the outages come", outagesGrid(study)),
    ...shown.map((service) => table(causesTitle(service), causesGrid(study, service))),
    [colours.bold(ASSUMED), ...assumed(study).map(text)].join("\n"),
    notes(study).map(text).join("\n"),
  ]);
}

/** availability.md: the same, with the causes of every service. */
export function availabilityMarkdown(study: AvailabilityStudy): string {
  const { scenario } = study;
  const section = (title: string, grid: Grid) => `## ${title}\n\n${markdownTable(grid)}`;
  const listed = (texts: readonly string[]) => texts.map((each) => `- ${escaped(each)}`).join("\n");
  return paragraphs([
    `# Availability over years: ${escaped(scenario.title || scenario.name)}`,
    escaped(runLine(study)),
    section(outTitle(study), servicesGrid(study)),
    `![Minutes a year without each service](${OVERVIEW})`,
    section("How the outages come", outagesGrid(study)),
    section("What must be up", neededGrid(study)),
    section("Where that is from", sourcesGrid(study)),
    ...study.services.flatMap((service) => {
      const grid = causesGrid(study, service);
      const picture = `![${causesTitle(service)}](${causesPicture(service)})`;
      return [section(causesTitle(service), grid), ...(grid.rows.length > 0 ? [picture] : [])];
    }),
    `## ${ASSUMED}\n\n${listed(assumed(study))}`,
    `## What counts\n\n${listed(notes(study))}`,
  ]);
}

/** Names of the charts. */
export const OVERVIEW = "availability.png";
export const causesPicture = ({ id }: ServiceYears): string => `availability-${id}.png`;

const ASSUMED = "Assumed here, each a setting";

/** Three digits, and no more decimals than anybody reads. */
export const minutesText = (minutes: number): string =>
  minutes > 0 && minutes < 0.001 ? "< 0.001" : significant(minutes, 3);

function runLine({ scenario, replications, version }: AvailabilityStudy): string {
  const { years, variant } = scenario.availability;
  const span = `${counted(replications, "replication")} of ${counted(years, "year")}`;
  return `${span} (95 % intervals), seed ${scenario.run.seed}, ${variant}, busyhour ${version}`;
}

function outTitle({ scenario, allowedMinutes }: AvailabilityStudy): string {
  const promise = Number((100 * scenario.availability.promise).toFixed(6));
  return `Minutes a year out, against the promise of ${promise} %: ${fixed(allowedMinutes, 1)}`;
}

const VERDICTS = {
  kept: "kept",
  broken: "broken",
  open: "open: the interval holds the limit",
} as const;

const AGREEMENTS = {
  agrees: "agree",
  differs: "differ",
  unseen: "saw too few outages",
  estimate: "no test: an estimate",
} as const;

function servicesGrid({ services }: AvailabilityStudy): Grid {
  return {
    columns: [
      left("service"),
      left("given by"),
      right("simulated"),
      right("formula"),
      left("they"),
      left("promise"),
    ],
    rows: services.map(({ title, homes, standIns, minutes, formula, agreement, verdict }) => [
      title,
      homes.join(", ") + (standIns.length > 0 ? ` (cold: ${standIns.join(", ")})` : ""),
      intervalText(minutes),
      minutesText(formula.minutes),
      AGREEMENTS[agreement],
      VERDICTS[verdict],
    ]),
  };
}

function outagesGrid({ services }: AvailabilityStudy): Grid {
  return {
    columns: [
      left("service"),
      right("outages a year"),
      right("mean length, min"),
      right("years that keep the promise"),
    ],
    rows: services.map(({ title, outagesPerYear, outageMinutes, keptShare }) => [
      title,
      intervalText(outagesPerYear),
      intervalText(outageMinutes),
      percent(keptShare.estimate!, 2),
    ]),
  };
}

/** Of each service: who says what it takes, and what of it is our reading. */
const sourcesGrid = ({ plant }: AvailabilityStudy): Grid => ({
  columns: [left("service"), left("source")],
  rows: classes
    .filter(({ id }) => plant.services.some((each) => each.id === id))
    .map(({ title, source }) => [title, source]),
});

/** What stands in for what; sites of which the same is needed share a row. */
function neededGrid({ plant, services }: AvailabilityStudy): Grid {
  const rows = new Map<string, { readonly sites: string[]; readonly cells: readonly string[] }>();
  plant.sites.forEach((site, index) => {
    const { groups, nodes, nodesNeeded } = site;
    for (const group of groups.filter(({ node }) => (node ?? 0) === 0)) {
      const by = plant.services.filter(({ candidates, needs }) => {
        const taken = needs[index]!.map((each) => groups[each]!.cause);
        return candidates.includes(index) && taken.includes(group.cause);
      });
      if (by.length === 0) continue;
      const of = group.kind === "pair" ? "one side" : `${group.needed} of ${group.zones.length}`;
      const inNodes = group.node === null ? "" : `, in ${nodesNeeded} of ${nodes} nodes`;
      const titles = by.map(({ title }) => title).join(", ");
      const cells = [group.cause, of + inNodes, by.length === services.length ? "all" : titles];
      const row = rows.get(cells.join()) ?? { sites: [], cells };
      rows.set(cells.join(), { ...row, sites: [...row.sites, site.name] });
    }
  });
  return {
    columns: [left("what"), left("needed"), left("for"), left("in")],
    rows: [...rows.values()].map(({ sites, cells }) => [...cells, sites.join(", ")]),
  };
}

const intervalText = ({ estimate, halfWidth95 }: Interval): string =>
  estimate === null || halfWidth95 === null ? "none" : plusMinus(estimate, halfWidth95);

const causesTitle = ({ title }: ServiceYears): string => `What ${title} loses, minutes a year`;

function causesGrid(study: AvailabilityStudy, { id }: ServiceYears): Grid {
  return {
    columns: [left("cause"), right("if nothing else fails"), right("gained if it never fails")],
    rows: causesOfService(study, id).map(({ title, alone, gained }) => [
      title,
      minutesText(alone),
      minutesText(gained),
    ]),
  };
}

/** Width of the bounds, relative to the middle. */
const widest = (services: readonly ServiceYears[]): number =>
  services
    .filter(({ formula }) => formula.isProven && formula.minutes > 0)
    .reduce((most, { formula: { low, high, minutes } }) => {
      return Math.max(most, (high - low) / minutes);
    }, 0);

const assumed = ({ assumptions }: AvailabilityStudy): readonly string[] =>
  assumptions.map(({ path, value, note }) => `${path} ${value}: ${note}`);

function notes({ scenario, services, replications }: AvailabilityStudy): readonly string[] {
  const seen = services.filter(({ agreement }) => agreement === "agrees");
  const shares = seen.map(({ detectable, minutes }) => detectable / minutes.estimate!);
  return [
    "A service is out while no site gives it, and while a site that gave it does not and no " +
      "other has taken over yet: that counts in whole, though only the callers of that site feel " +
      "it. A site gives a service while all it takes is up there in the needed number; whether " +
      "what is left can carry the busy hour is for `busyhour run` to say.",
    "Times to failure, repair, switch-over and takeover are exponential. A common cause strikes " +
      "all instances of a component in a site.",
    "Formulas: what is true is proven to lie within bounds, no wider here than " +
      `${percent(widest(services), 2)} of the middle, which is shown. It is held against the ` +
      "interval that all services have together with 95 %. Where zones are several it is an " +
      "estimate to first order, and no test is made of it.",
    ...(shares.length > 0
      ? [
          `${counted(replications, "replication")} would find out a formula that is off by ` +
            `${percent(Math.min(...shares), 1)} to ${percent(Math.max(...shares), 1)}, by ` +
            "service, nine times in ten.",
        ]
      : []),
    "Gained minutes do not add up to all minutes lost where things stand in for each other.",
    "An access network that sites share fails once for all. Calls need it always, desktops and " +
      "consoles where `desktopPath` is mpls.",
    scenario.sites.length > 1
      ? "The WAN counts where a service is given by some sites to the people of others; sites " +
        "that all give it go on alone without the WAN."
      : "One site: nothing takes over from it.",
    "Not reckoned: planned maintenance, carriers, mistakes of people " +
      `beyond the common cause, and what has no component here (${NOT_COVERED}).`,
  ];
}
