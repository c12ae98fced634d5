import { type Dice, diceOf } from "./dice.ts";
import { callbackText } from "./randomCallbacks.ts";
import { campaignsText } from "./randomCampaigns.ts";
import { digitalText } from "./randomDigital.ts";
import { faultsText } from "./randomFaults.ts";
import { queuesText } from "./randomRouting.ts";
import { farmText, ivrText } from "./randomTreatment.ts";
import { voicemailText } from "./randomVoicemail.ts";

const WEIGHTS = ["{ dc1/sipProxy/1: 10, dc1: 0 }", "{ dc1/sipProxy/2: 99 }"];

/**
 * YAML of a small cluster that goes wrong in many ways: few agents, ports and trunks, short
 * patience, slow machines that refuse, thin links, shifts and faults. Arrivals end after 5 minutes.
 * One or two sites, unless some are `wanted`.
 */
export function randomScenario(
  seed: number,
  { faults = true, sites: wanted = [] as readonly string[] } = {},
): string {
  const dice = diceOf(seed);
  const drawn = dice.chance(0.6) ? ["dc1", "dc2"] : ["dc1"];
  const sites = wanted.length === 0 ? drawn : wanted;
  const fidelity = dice.chance(0.75) ? "message" : "call";
  const registrations = dice.chance(0.5);
  const choice = diceOf(seed, "choice");
  const away = awayOf(diceOf(seed, "away"), sites);
  const pings = diceOf(seed, "pings");
  const wires = diceOf(seed, "transports");
  const dns = diceOf(seed, "dns");
  const busyness = diceOf(seed, "busyness").one(0, 0, 0.4);
  const intervals = diceOf(seed, "intervals");
  const routing = diceOf(seed, "routing");
  const messages = diceOf(seed, "voicemail");
  const own = { ivr: diceOf(seed, "ivr"), service: diceOf(seed, "service"), messages };
  const lines = [
    `name: random-${seed}`,
    `run: { fidelity: ${fidelity}, seed: s${seed}, startOfDay: "08:00",`,
    `  warmUp: 0s, measure: 10min, registrations: ${registrations}, busyness: ${busyness},`,
    `  intervalBusyness: ${intervals.one(0, 0, 0.4)},`,
    `  intervalLength: ${intervals.one("1min", "7min")},`,
    `  ${presence(dice)} }`,
    "sites:",
    ...sites.map((site, i) => `  ${site}: ${siteText(dice, fidelity, i, diceOf(seed, "farms"))}`),
    networkText(dice),
    ...admissionText(diceOf(seed, "admission")),
    `  dns: { srvView: ${choice.one("local-then-remote", "local-only")},`,
    `    ttl: ${dns.one("0s", "10s", "60s")}, weights: ${dns.one("{}", "{}", ...WEIGHTS)} }`,
    componentsText(dice, seed % 3 === 0),
    recordingText(diceOf(seed, "recording")),
    `signalling: { registerExpires: ${dice.one("10s", "45s")}, t1: ${dice.one("500ms", "50ms")},`,
    `  hardphoneExpires: 30s, ${transportText(wires)}`,
    `  avoidSilent: ${choice.one("0s", "5s", "5min")}, smartClients: ${seed % 3 === 0},`,
    `  challengeRefresh: ${dice.chance(0.5)}, timeFactor: ${dice.one(1, 1, 1, 0)},`,
    `  options: { oosCheck: ${pings.one("0s", "1s", "5s")}, oosForce: ${pings.one("1s", "3s")},`,
    `    sbcCheck: ${pings.one("0s", "2s", "30s")}, sbcMisses: ${pings.whole(1, 3)} },`,
    `  overload: { control: ${dice.one("none", "loss")}, refusalWork: ${dice.one(0, 0.5, 1)} } }`,
    ...demandText(dice, sites, routing, own),
    ...campaignsText(diceOf(seed, "campaigns"), sites),
    ...callbackText(diceOf(seed, "callback")),
    ...digitalText(diceOf(seed, "digital")),
    ...queuesText(dice, routing, messages),
    ...agentsText(dice, sites, away, routing, diceOf(seed, "absences")),
    ...away.locations,
    ...(faults ? [faultsText(dice, pings, sites, away, dns)] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function transportText(dice: Dice): string {
  const one = () => dice.one("udp", "tcp", "tls");
  const paths = `{ carrier: ${one()}, cluster: ${one()}, phones: ${one()} }`;
  const keepAlive = `keepAlive: ${dice.one("0s", "7s")}`;
  const tcp = `{ acks: ${dice.one(0, 0.5)}, rto: ${dice.one("1s", "200ms")}, ${keepAlive} }`;
  return `transport: ${paths}, tcp: ${tcp},`;
}

const presence = (dice: Dice): string =>
  dice.one("agentsAtStart: loggedIn", 'agentsAtStart: logInWave, logInSpread: "uniform(0s, 90s)"');

function siteText(dice: Dice, fidelity: string, site: number, farms: Dice): string {
  const nodes = fidelity === "call" ? 1 : dice.whole(1, 3);
  const trunks = dice.one("unlimited", "6", "12");
  const ports = dice.one("unlimited", "1", "3");
  const limits = `trunks: ${trunks}, portsPerMcp: ${ports}`;
  const farm = farmText(farms);
  return `{ ${limits}, ${farm}, sipServer: ${nodes}, rtStatServer: ${Number(site === 0)} }`;
}

function networkText(dice: Dice): string {
  const capacity = () => dice.one("unlimited", "unlimited", "2Mbps", "300kbps");
  const link = (...latencies: string[]) =>
    `{ latency: ${dice.one(...latencies)}, capacity: ${capacity()} }`;
  return [
    "network:",
    `  lan: { latency: ${dice.one("0s", "0.1ms", "1ms")} }`,
    `  carrier: ${link("0s", "5ms")}`,
    `  desks: ${link("0s", "2ms")}`,
    `  wan: ${link("0s", "5ms", "40ms")}`,
  ].join("\n");
}

/** Half of the scenarios limit media on some links, by bandwidth or by number. */
function admissionText(dice: Dice): string[] {
  if (dice.chance(0.5)) return [];
  const calls = () => dice.one("1", "2", "3", "0");
  const links = ["carrier>dc1", "dc1>desks:dc1", "dc1>dc1"]
    .filter(() => dice.chance(0.4))
    .map((name) => `"${name}": { calls: ${calls()} }`);
  return [
    `  admission: ${dice.one("none", "refuse")}`,
    `  mediaShare: ${dice.one(0.5, 0.9)}`,
    `  links: { ${links.join(", ")} }`,
  ];
}

function componentsText(dice: Dice, slow: boolean): string {
  const limited = (name: string, ...services: string[]) => {
    const limit = dice.one("unlimited", "500ms", "1ms", "0s");
    const retry = dice.one("0s", "1s", "10s");
    const service = dice.one(...services);
    const rate = name === "sbc" ? "" : `, dialogRate: ${dice.one("unlimited", "1/s", "2/s")}`;
    const refusal = `backlogLimit: ${limit}, retryAfter: ${retry}${rate}`;
    return `  ${name}: { service: ${service}, ${refusal} }`;
  };
  const session = `service: ${dice.one("0s", "1ms", "15ms")}, servers: ${dice.whole(1, 2)}`;
  return [
    "media: { paths: { phones: { codec: G.729 } } }",
    "components:",
    limited("sbc", "0.1ms", "1ms"),
    limited("sipProxy", "0.5ms", "20ms"),
    limited("mcp", "1ms", "0s"),
    `  sipServer: { backlogLimit: ${dice.one("unlimited", "2ms", "30ms")}, modules: {`,
    `    sessionController: { ${session} },`,
    `    tController: { service: ${dice.one("0.25ms", "1ms", "0s")} } } }`,
    `  backend: { modules: { lookUps: { servers: ${slow ? 1 : 3} } } }`,
    `  urs: { service: ${dice.one("0s", "5ms", "30ms")} }`,
    `  gws: { service: ${dice.one("0.2ms", "0s")} }`,
  ].join("\n");
}

/** Files small and links slow enough to wait, or nothing recorded. */
function recordingText(dice: Dice): string {
  const screen = [
    `share: ${dice.one(0, 0.4, 1)}`,
    `upload: ${dice.one("500kbps", "10Mbps")}`,
    `muxing: ${dice.one(0, 0.3, 2)}`,
  ].join(", ");
  const length = dice.one("4s", '"exponential(mean 15s)"');
  const pause = `share: ${dice.one(0, 0, 0.5)}, duration: ${length}`;
  return [
    `recording: { mode: ${dice.one("none", "bridged", "siprec")}, share: ${dice.one(1, 0.6)},`,
    `  screen: { ${screen} }, pause: { ${pause} },`,
    `  upload: ${dice.one("100Mbps", "100kbps")}, encryptionCost: ${dice.one(0.125, 0.5)} }`,
  ].join("\n");
}

const PATIENCE = [
  "never",
  '"exponential(mean 15s)"',
  '"zeroInflated(share 0.2, mean 20s)"',
  "5s",
] as const;

/** Nobody calls for ever: some are as impatient every time as to reach no agent. */
function redialText(dice: Dice, routing: Dice, law: (mean: string) => string): string {
  const [afterBlocked, drawn, delay] = [dice.one(0, 0, 0.7), dice.one(0, 0, 1), law("15s")];
  const attempts = dice.one("2", "4", "unlimited");
  const isEndless = attempts === "unlimited";
  const durations = isEndless ? "anew" : routing.one("anew", "same");
  const afterAbandoned = isEndless ? 0.7 * drawn : drawn;
  const shares = `afterBlocked: ${afterBlocked}, afterAbandoned: ${afterAbandoned}`;
  return `{ ${shares}, delay: ${delay}, attempts: ${attempts}, durations: ${durations} }`;
}

/** Dice of its parts. */
type OwnDice = Readonly<Record<"ivr" | "service" | "messages", Dice>>;

function demandText(dice: Dice, sites: readonly string[], routing: Dice, own: OwnDice): string[] {
  const rates = [
    dice.one("300/h", "600/h", "1500/h"),
    "0/h",
    dice.one("600/h", "1200/h"),
    "900/h",
    "60/h",
  ];
  const law = (mean: string) =>
    dice.one(`"exponential(mean ${mean})"`, mean, `"lognormal(mean ${mean}, cv 1.0)"`);
  const caller = (queue: string, share: number) =>
    [
      `    queue: ${queue}`,
      `    priority: ${dice.one(0, 0, 3)}`,
      `    redial: ${redialText(dice, routing, law)}`,
      `    intervals: { start: "08:00", length: 1min, rates: [${rates.join(", ")}] }`,
      ...(sites.length > 1 ? [sharesText(sites, share)] : []),
      `    busyness: ${dice.one(0, 0.3)}`,
      `    ivr: { duration: ${law("8s")}, containment: ${dice.one(0, 0.2, 1)},`,
      `      patience: ${dice.one("never", '"exponential(mean 20s)"')}${ivrText(own.ivr)} }`,
      `    patience: ${dice.one(...PATIENCE)}`,
      `    queueTreatment: ${dice.one("none", "none", "atLeast 4s")}`,
      `    patienceUntil: ${dice.one("selected", "answered")}`,
      `    ring: ${dice.one("0s", "3s", '"uniform(0s, 12s)"')}`,
      `    talk: ${law("20s")}`,
      `    afterCallWork: ${dice.one("0s", "5s", '"exponential(mean 10s)"')}`,
      ...serviceText(own.service),
      ...voicemailText(own.messages),
    ].join("\n");
  const queue = () => dice.one("first", "second");
  const second = dice.chance(0.4) ? ["  others:", caller(queue(), 0.25)] : [];
  return ["demand:", "  customers:", caller("first", 0.5), ...second];
}

/** So much at the first site, the rest spread evenly. */
function sharesText([first, ...others]: readonly string[], share: number): string {
  const each = others.map((site) => `${site}: ${(1 - share) / others.length}`);
  return `    sites: { ${first}: ${share}, ${each.join(", ")} }`;
}

/** What agents do besides talking: half of the demands have nothing of it. */
function serviceText(dice: Dice): string[] {
  if (dice.chance(0.5)) return [];
  const law = (mean: string) => dice.one(mean, `"exponential(mean ${mean})"`);
  const share = () => dice.one(0, 0.15);
  const [patience, agentPatience] = [0, 1].map(() => dice.one("never", '"uniform(1s, 9s)"', "4s"));
  return [
    `    hold: { share: ${dice.one(0, 0.3, 1)}, duration: ${law("5s")} }`,
    `    rona: { share: ${dice.one(0, 0.3)}, after: ${law("4s")},`,
    `      notReady: ${dice.one("0s", "7s", "30s")} }`,
    `    consult: { queue: ${dice.one("first", "second")}, priority: ${dice.one(0, 1)},`,
    `      return: ${share()}, alternate: ${share()}, transfer: ${share()},`,
    `      blindTransfer: ${share()}, conference: ${share()}, noAnswer: ${dice.one(0, 0.3)},`,
    `      patience: ${patience}, agentPatience: ${agentPatience},`,
    `      ring: ${dice.one("0s", "2s")}, talk: ${law("6s")}, returnTalk: ${law("5s")},`,
    `      secondTalk: ${law("10s")}, conferenceTalk: ${law("8s")},`,
    `      afterCallWork: ${dice.one("0s", "3s")} }`,
  ];
}

/** Agents who do not sit on the desks of their sites. */
export interface Away {
  readonly locations: readonly string[];
  /** What is written of each of the two groups. */
  readonly all: string;
  readonly day: string;
  /** Links that may fail. */
  readonly links: readonly string[];
}

function awayOf(dice: Dice, sites: readonly string[]): Away {
  if (dice.chance(0.5)) return { locations: [], all: "", day: "", links: [] };
  const accessPoint = () => `accessPoint: ${dice.one("sbc", "proxy")}`;
  const thin = dice.one("", "", ", capacity: 2Mbps", ", capacity: 300kbps");
  const access = dice.one("mpls", "internet");
  const over = dice.one("", ", transport: tls", ", transport: udp");
  const branch = `{ access: ${access}, ${accessPoint()}, latency: 3ms${thin}${over} }`;
  const phone = () => dice.one("", "", " phone: hardphone,", " phone: pstn,");
  const day = `${dice.one(" location: home,", " location: branch,", "")}${phone()}`;
  return {
    locations: [
      "locations:",
      `  branch: ${branch}`,
      `  home: { access: internet, latency: 0s, ${accessPoint()} }`,
    ],
    all: ` location: branch,${phone()}`,
    day,
    links: sites.flatMap((site) => [`${site}>branch`, `branch>${site}`]),
  };
}

function agentsText(
  dice: Dice,
  sites: readonly string[],
  away: Away,
  routing: Dice,
  absences: Dice,
): string[] {
  const absent = () =>
    absences.one("", "", ` shrinkage: 0.2, absence: ${absences.one("20s", "3min")},`);
  const counts = (of: () => string) => sites.map((site) => `${site}: ${of()}`).join(", ");
  const shifts = () => `[${[1, 2, 3, 4].map(() => dice.whole(0, 4)).join(", ")}, 6]`;
  return [
    "agents:",
    `  all: {${away.all}${absent()} sites: { ${counts(() => String(dice.whole(1, 4)))} } }`,
    `  day: {${away.day}${absent()} sites: { ${counts(shifts)} },`,
    `    intervals: { start: "08:00", length: 1min },`,
    `    whoLeaves: ${routing.one("named", "firstDone")},`,
    `    atShiftEnd: ${dice.one("finishCallAndWork", "leaveAfterCall")} }`,
  ];
}
