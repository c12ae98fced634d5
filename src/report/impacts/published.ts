/** The failures that the cloud guide has a table for, in its order. */
export const MODES = ["zone", "region", "networkWithDesktops", "networkVoiceOnly"] as const;
export type Mode = (typeof MODES)[number];

export const FUNCTIONS = [
  "agentLogin",
  "callback",
  "historicalFeed",
  "designer",
  "callRouting",
  "provisioning",
  "reporting",
  "playback",
  "wfm",
  "voicemail",
  "digital",
  "outbound",
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

export const IMPACTS = [
  "service",
  "sessions",
  "phone",
  "activeCalls",
  "newWork",
  "data",
  "recovery",
  "customer",
] as const;
export type Impact = (typeof IMPACTS)[number];

/** What the guide says of a function, and where it contradicts itself. */
export interface PublishedRow {
  readonly says: Readonly<Record<Impact, string>>;
  readonly conflicts: Readonly<Partial<Record<Impact, string>>>;
}

const CALLBACK = "says that customers notice nothing, and that web callbacks are held";
const PLAYBACK = "repeats the row of a lost region, though none is; the next table says no impact";
const WFM = "one column has users log in again elsewhere, another one has them wait to the end";
const AGENTS = "speaks of agents and their phones in the row of a tool that neither uses";

/** Words in the order of IMPACTS. */
function row(first: string, then: string, conflicts: PublishedRow["conflicts"] = {}): PublishedRow {
  const each = `${first} | ${then}`.split(" | ");
  const says = Object.fromEntries(IMPACTS.map((impact, i) => [impact, each[i]!]));
  return { says: says as PublishedRow["says"], conflicts };
}

/* Rows that stand in the tables more than once. */
/** What a failure does not reach. */
const UNTOUCHED = row(
  "full | unaffected | unaffected | kept",
  "taken | kept | not needed | nothing",
);
/** What waits for the machine that uploads. */
const UPLOAD = row(
  "delayed | unaffected | unaffected | kept",
  "taken | kept | when the zone is back | nothing",
);
/** Calls and those who take them, which go on elsewhere. */
const CALLS = row(
  "degraded | reconnect by themselves | registers elsewhere | dropped",
  "taken | kept | fail-over | calls dropped",
);
/** A tool of the primary region alone. */
const GONE = row(
  "none | reconnect by themselves | registers elsewhere | none of its own",
  "refused | kept | when the region is back | nothing",
  { phone: AGENTS, sessions: AGENTS },
);
/** A tool that is reached by another way. */
const CUT = row(
  "degraded | log in again elsewhere | registers elsewhere | none of its own",
  "taken | kept | at the next log-in | nothing",
  { phone: AGENTS },
);
/** A tool that is reached by the Internet. */
const ONLINE = row(
  "full | unaffected | registers elsewhere | none of its own",
  "taken | kept | not needed | nothing",
  { phone: AGENTS },
);

/**
 * The four failure tables of the cloud guide, normalised to a word a cell. Titles of the last three
 * are lost; which failure they speak of is inferred from what they say.
 */
export const published: Readonly<Record<Mode, Readonly<Record<FunctionName, PublishedRow>>>> = {
  zone: {
    agentLogin: UNTOUCHED,
    callback: UNTOUCHED,
    historicalFeed: UPLOAD,
    designer: UNTOUCHED,
    callRouting: UNTOUCHED,
    provisioning: row(
      "degraded | log in again | unaffected | kept",
      "taken | kept | at the next log-in | nothing",
    ),
    reporting: UPLOAD,
    playback: UNTOUCHED,
    wfm: UNTOUCHED,
    voicemail: UNTOUCHED,
    digital: UNTOUCHED,
    outbound: UNTOUCHED,
  },
  region: {
    agentLogin: CALLS,
    callback: row(
      "none | reconnect by themselves | registers elsewhere | none of its own",
      "refused | kept | when the region is back | callbacks late",
    ),
    historicalFeed: GONE,
    designer: GONE,
    callRouting: CALLS,
    provisioning: GONE,
    reporting: row(
      "delayed | reconnect by themselves | registers elsewhere | none of its own",
      "refused | kept | when the region is back | nothing",
      { phone: AGENTS, sessions: AGENTS },
    ),
    playback: row(
      "partial | reconnect by themselves | registers elsewhere | none of its own",
      "taken | kept | when the region is back | nothing",
      { phone: AGENTS, sessions: AGENTS },
    ),
    wfm: row(
      "none | logged out to the end | unaffected | none of its own",
      "refused | kept | when the region is back | nothing",
    ),
    voicemail: row(
      "partial | reconnect by themselves | registers elsewhere | none of its own",
      "taken | kept | when the region is back | helped on the next call",
    ),
    digital: row(
      "none | reconnect by themselves | registers elsewhere | none of its own",
      "refused | kept | when the region is back | no chat",
    ),
    outbound: row(
      "none | reconnect by themselves | registers elsewhere | dropped",
      "refused | kept | when the region is back | calls dropped",
    ),
  },
  networkWithDesktops: {
    agentLogin: CALLS,
    callback: row(
      "degraded | reconnect by themselves | registers elsewhere | none of its own",
      "taken | kept | when the network is back | nothing",
      { customer: CALLBACK },
    ),
    historicalFeed: row(
      "degraded | reconnect elsewhere | registers elsewhere | none of its own",
      "taken | kept | fail-over | nothing",
      { phone: AGENTS },
    ),
    designer: CUT,
    callRouting: CALLS,
    provisioning: CUT,
    reporting: CUT,
    playback: row(
      "partial | reconnect by themselves | registers elsewhere | none of its own",
      "taken | kept | when the region is back | nothing",
      { service: PLAYBACK, recovery: PLAYBACK, phone: AGENTS, sessions: AGENTS },
    ),
    wfm: row(
      "degraded | log in again elsewhere | registers elsewhere | none of its own",
      "taken | kept | at the next log-in | nothing",
      { sessions: WFM, phone: AGENTS },
    ),
    voicemail: row(
      "degraded | reconnect by themselves | registers elsewhere | dropped",
      "taken | lost | fail-over | helped on the next call",
    ),
    digital: row(
      "partial | reconnect by themselves | registers elsewhere | none of its own",
      "taken | kept | when the network is back | nothing",
    ),
    outbound: row(
      "degraded | log in again elsewhere | registers elsewhere | dropped",
      "refused if primary | kept | when the network is back | calls dropped",
    ),
  },
  networkVoiceOnly: {
    agentLogin: row(
      "degraded | voice comes back by itself | registers elsewhere | dropped",
      "taken | kept | fail-over | calls dropped",
    ),
    callback: row(
      "degraded | unaffected | registers elsewhere | none of its own",
      "taken | kept | when the network is back | nothing",
      { customer: CALLBACK },
    ),
    historicalFeed: ONLINE,
    designer: ONLINE,
    callRouting: row(
      "degraded | unaffected | registers elsewhere | dropped",
      "taken | kept | fail-over | calls dropped",
    ),
    provisioning: ONLINE,
    reporting: ONLINE,
    playback: ONLINE,
    wfm: row(
      "full | unaffected | unaffected | none of its own",
      "taken | kept | not needed | nothing",
    ),
    voicemail: row(
      "degraded | unaffected | registers elsewhere | dropped",
      "taken | lost | fail-over | helped on the next call",
    ),
    digital: row(
      "partial | unaffected | registers elsewhere | none of its own",
      "taken | kept | when the network is back | nothing",
    ),
    outbound: row(
      "degraded | unaffected | registers elsewhere | dropped",
      "refused if primary | kept | when the network is back | calls dropped",
    ),
  },
};
