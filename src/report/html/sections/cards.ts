import { find, linkLoads, scopeLabel } from "../../findings.ts";
import { counted, duration, plusMinus, quantity, withInterval } from "../../format.ts";
import type { Findings } from "../../types.ts";
import { type Content, html, type Markup } from "../markup.ts";
import { REFUSED, shareOfOffered, shownShare } from "./outcome.ts";

/** One figure a planner is asked for. */
interface Card {
  readonly label: string;
  readonly value: Content;
  readonly note: Content;
}

export const cardMarkup = ({ label, value, note }: Card): Markup =>
  html`<div><dt>${label}</dt><dd class="value">${value}</dd><dd>${note}</dd></div>\n`;

export function cards(findings: Findings): readonly Card[] {
  const text = (id: string) => withInterval(find(findings, id));
  const busiest = find(findings, "caps.offered.max1s");
  const second = busiest ? `${withInterval(busiest)} in the busiest second, ` : "";
  return [
    {
      label: "Calls offered per second (CAPS)",
      value: text("caps.offered"),
      note: `${second}${text("caps.answered")} answered`,
    },
    {
      label: "Occupancy of agents",
      value: quantity(find(findings, "agents.occupancy")),
      note: `${text("agents.busy")} of ${text("agents.loggedIn")} agents busy`,
    },
    waitCard(findings),
    abandonCard(findings),
    refusedCard(findings),
    ...linkCard(findings),
    ...expectationCard(findings),
    assumptionCard(findings),
  ];
}

function waitCard(findings: Findings): Card {
  const of = (id: string) => quantity(find(findings, id));
  return {
    label: "Service level",
    value: of("service.level"),
    note:
      `answered within ${thresholds(findings)} of joining the queue; mean wait ` +
      `${of("wait.mean")}, 95 % wait no longer than ${of("wait.p95")}`,
  };
}

function thresholds({ scenario: { queues } }: Findings): string {
  const texts = new Set(queues.map(({ thresholdUs }) => duration(thresholdUs)));
  return texts.size === 1 ? [...texts][0]! : "the threshold";
}

const abandonCard = (findings: Findings): Card => ({
  label: "Abandoned by callers",
  value: quantity(find(findings, "abandon.ratio")),
  note: "of the calls offered to a queue, in queue or while ringing",
});

function refusedCard(findings: Findings): Card {
  const parts = REFUSED.map(([id, name]) => `${withInterval(find(findings, id))} ${name}`);
  return {
    label: "Blocked, failed or cut off",
    value: shownShare(REFUSED.reduce((sum, [id]) => sum + shareOfOffered(findings, id), 0)),
    note: `calls per replication: ${parts.join(", ")}`,
  };
}

function linkCard(findings: Findings): readonly Card[] {
  const [busiest] = linkLoads(findings);
  if (busiest === undefined) return [];
  const { scope, total, halfWidth95, capacity } = busiest;
  const [used, half] = [total, halfWidth95].map((each) => (100 * each) / capacity);
  const share = capacity === Infinity ? "no limit stated" : `${plusMinus(used!, half!)} % used`;
  const value = `${plusMinus(total, halfWidth95)} Mbit/s`;
  return [{ label: "Busiest link", value, note: `${scopeLabel(scope)}, ${share}` }];
}

function expectationCard({ expectations }: Findings): readonly Card[] {
  if (expectations.length === 0) return [];
  const number = (wanted: string) =>
    expectations.filter(({ verdict }) => verdict === wanted).length;
  const [met, missed, undecided] = [number("pass"), number("fail"), number("undecided")];
  return [
    {
      label: "Expectations met",
      value: html`<a href="#expectations">${met} of ${expectations.length}</a>`,
      note: `${missed} not met, ${undecided} undecided`,
    },
  ];
}

function assumptionCard({ scenario, replications }: Findings): Card {
  const { length } = scenario.assumptions;
  return {
    label: "Rests on",
    value: html`<a href="#assumptions">${counted(length, "assumption")}</a>`,
    note:
      replications === 1
        ? "one replication: no intervals"
        : `${replications} replications; ± is half a 95 % interval`,
  };
}
