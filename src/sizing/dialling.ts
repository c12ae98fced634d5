import { RESULTS, type Result } from "../model/outbound/results.ts";
import type { Campaign } from "../scenario/campaignTypes.ts";
import type { SizingLoad } from "./load.ts";

/** What is dialled, of all campaigns together; shares of all attempts. */
export interface Dialling {
  /** A run measures it; else it is what the settings of `sizing.outbound` say. */
  readonly isSimulated: boolean;
  readonly records: number;
  /** Attempts a second. */
  readonly attempts: number;
  readonly answered: number;
  readonly human: number;
  /** Further attempts for a record, at most. */
  readonly redials: number;
  /** Agents who serve it. */
  readonly agents: number;
  readonly campaigns: readonly { readonly name: string; readonly attempts: number }[];
  /** Attempts that all records take by the campaigns' own rules; null without campaigns. */
  readonly byRules: number | null;
}

/** Of the campaigns of a scenario, or of all its agents dialling by `sizing.outbound`. */
export function diallingOf(load: SizingLoad): Dialling {
  const { campaigns, agentCaps, scenario, agents, teams } = load;
  if (campaigns.length === 0) {
    // Every conversation starts with a dial and only persons talk.
    const attempts = agentCaps / scenario.sizing.outbound.human;
    return {
      ...scenario.sizing.outbound,
      isSimulated: false,
      agents,
      attempts,
      campaigns: [],
      byRules: null,
    };
  }
  const sum = (of: (each: (typeof campaigns)[number]) => number) =>
    campaigns.reduce((all, each) => all + of(each), 0);
  const attempts = sum((each) => each.attempts);
  const shareOf = (...results: readonly Result[]) =>
    sum(
      ({ campaign, attempts: own }) =>
        results.reduce((all, result) => all + campaign.results[result], 0) * own,
    ) / attempts;
  return {
    isSimulated: true,
    records: sum(({ campaign }) => campaign.records),
    attempts,
    answered: shareOf("human", "machine"),
    human: shareOf("human"),
    redials: Math.max(...campaigns.map(({ campaign }) => mostRedials(campaign))),
    agents: teams.reduce((all, team) => all + (team.dials ? team.agents : 0), 0),
    campaigns: campaigns.map(({ demand: { name }, attempts: own }) => ({ name, attempts: own })),
    byRules: sum(({ campaign }) => campaign.records * attemptsByRules(campaign)),
  };
}

/** Results of an attempt after which a record may be dialled again. */
const AGAIN = RESULTS.filter((result) => result !== "human");

const mostRedials = ({ redial }: Campaign): number =>
  Math.max(...AGAIN.map((result) => redial[result].redials));

/**
 * Attempts for a record on average when detection makes no errors and every attempt finds a port
 * and every person an agent: one more follows the j-th where the rule of its result allows j.
 */
function attemptsByRules(campaign: Campaign): number {
  const { results, redial } = campaign;
  let attempts = 1;
  for (let j = 1, share = 1; j <= mostRedials(campaign); j++) {
    const allowed = AGAIN.filter((result) => redial[result].redials >= j);
    share *= allowed.reduce((sum, result) => sum + results[result], 0);
    attempts += share;
  }
  return attempts;
}
