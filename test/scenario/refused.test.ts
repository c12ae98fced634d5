import { describe, expect, test } from "vitest";
import { EXAMPLE, placesOfProblems, problemsOf, scenarioOf } from "./example.ts";

/** A change of the example, and what must be marked there: `text < path`. */
type Refusal = readonly [what: string, from: string, to: string, marked: string];

const RATES = "    intervals: { start: 1:00, length: 1h, rates: [1/h] }";
const CLOCK = 'intervals: { start: "07:30", length: 30min } }\nf';
const LAW = '"lognormal(mean 180s, cv 1.0)"';
const FAULT = "instanceDown: { target: dc1/sipProxy/2, at: 40min, for: 5min }";
const FAULT_OF_DNS = "recordsWithdrawn: { target: dc1, at: 40min, for: 5min }";
const DNS_TARGET = "faults.0.recordsWithdrawn.target";
const TARGET = "faults.0.instanceDown.target";
const SHARES = "{ dc1: 0.25, dc2: 75% }";

const demand: readonly Refusal[] = [
  ["a missing key", "queue: support\n    rate", "rate", "customers < demand.customers.queue"],
  ["rate and intervals", "    ring: 10s", RATES, "customers < demand.customers"],
  ["neither", "    rate: 8/s\n", "", "customers < demand.customers"],
  ["an unknown key", ", rates: [36/h", ", rats: [36/h", "rats < demand.morning.intervals.rats"],
  [
    "a column without file",
    "rates: [36",
    "column: a, rates: [36",
    "intervals < demand.morning.intervals.csv",
  ],
  ["no rates", "[36/h, 72/h, 15/30min]", "[]", "intervals < demand.morning.intervals"],
  ["a list for a number", "rate: 8/s", "rate: [8/s]", "rate < demand.customers.rate"],
  ["a negative rate", "rate: 8/s", "rate: -8/s", "-8/s < demand.customers.rate"],
  ["a huge rate", "rate: 8/s", "rate: 10001/s", "10001/s < demand.customers.rate"],
  ["shares without sum", SHARES, "{}", "sites < demand.customers.sites"],
  ["a share above one", "75%", "150%", "150% < demand.customers.sites.dc2"],
  ["an unknown site", "{ dc1: 0.25", "{ dc3: 0.25", "dc3 < demand.customers.sites.dc3"],
  ["a talk without end", LAW, "never", "never < demand.customers.talk"],
  ["a bare number as law", LAW, "180", "180 < demand.customers.talk"],
  ["a law turned round", LAW, "uniform(5s, 1s)", "uniform(5s, 1s) < demand.customers.talk"],
  ["an alias of nothing", LAW, "*talk", "*talk <"],
  ["binary", LAW, "!!binary aGk=", "aGk= <"],
  ["a tag of no type", LAW, "!law 180s", "!law <"],
];

const agents: readonly Refusal[] = [
  ["lists without intervals", CLOCK, "}\nf", "day < agents.day.intervals"],
  ["lists of unequal length", "[3, 4, 6]", "[3, 4, 6], dc2: [1]", "dc2 < agents.day.sites.dc2"],
  ["a bad item of a list", "[3, 4, 6]", "[3, four, 6]", "four < agents.day.sites.dc1.1"],
  ["a section for a count", "[3, 4, 6]", "{}", "dc1 < agents.day.sites.dc1"],
  ["an unknown group", "groups: [all", "groups: [al", "al < queues.support.groups.0"],
  ["a group twice", "groups: [all, day]", "groups: [all, all]", "groups < queues.support.groups"],
  [
    "an unknown key without value",
    "threshold: 20s",
    "treshold:",
    "treshold < queues.support.treshold",
  ],
  ["a comma in a count", "dc2: 1000 }", "dc2: 1,000 }", "000 < agents.all.sites.0"],
  ["nailed-up agents", "dc2: 1000 }", "dc2: 1000 }, nailedUp: true", "true < agents.all.nailedUp"],
];

const STAGES = (...stages: readonly string[]) => `groups: [all], overflow: [${stages.join(", ")}]`;
const RANDOM = "agentChoice: random, groups: { all: { weight: 2 } }";

const routing: readonly Refusal[] = [
  ["no group", "groups: [all, day]", "groups: {}", "groups < queues.support.groups"],
  ["no group in a list", "groups: [all, day]", "groups: []", "groups < queues.support.groups"],
  ["groups as a word", "groups: [all, day]", "groups: all", "all < queues.support.groups"],
  [
    "an unknown group with a rank",
    "groups: [all, day]",
    "groups: { al: {} }",
    "al < queues.support.groups.al",
  ],
  [
    "a rank of 0",
    "groups: [all, day]",
    "groups: { all: { rank: 0 } }",
    "0 < queues.support.groups.all.rank",
  ],
  [
    "an unknown key of a group",
    "groups: [all, day]",
    "groups: { all: { rnk: 1 } }",
    "rnk < queues.support.groups.all.rnk",
  ],
  [
    "a weight that a random choice ignores",
    "groups: [all, day]",
    RANDOM,
    "2 < queues.support.groups.all.weight",
  ],
  [
    "a stage without groups",
    "groups: [all, day]",
    STAGES("{ after: 9s }"),
    "{ after: 9s } < queues.support.overflow.0.groups",
  ],
  [
    "a stage before the one before",
    "groups: [all, day]",
    STAGES("{ after: 9s, groups: [day] }", "{ after: 9s, groups: { day: {} } }"),
    "9s < queues.support.overflow.1.after",
  ],
  [
    "a stage that lists who serves already",
    "groups: [all, day]",
    STAGES("{ after: 9s, groups: [all] }"),
    "all < queues.support.overflow.0.groups.0",
  ],
];

const deployment: readonly Refusal[] = [
  ["a seed without text", "seed: busyhour", 'seed: ""', '"" < run.seed'],
  ["a duplicate key", "media:", "name: again\nmedia:", "name <"],
  ["a key of no text", "media:", "~: 1\nmedia:", "~ <"],
  ["a list for a section", "{ codec: G.729, packetTime: 30ms }", "[1]", "media < media"],
  ["a name that is none", "dc2: { tr", "2dc: {}\n  dc2: { tr", "2dc < sites.2dc"],
  ["a name of ours", "dc2: { tr", "carrier: {}\n  dc2: { tr", "carrier < sites.carrier"],
  ["a comma in a number", "trunks: 1200", "trunks: 1,200", "200 < sites.dc1.200"],
  ["not a number", "trunks: 1200", "trunks: .nan", ".nan < sites.dc1.trunks"],
  ["an infinite number", "trunks: 1200", "trunks: .inf", ".inf < sites.dc1.trunks"],
  ["one SIP Proxy", "trunks: unlimited", "sipProxy: 1", "1 < sites.dc2.sipProxy"],
  ["two Config Servers", "trunks: unlimited", "configServer: 1", "1 < sites.dc2.configServer"],
  ["an unknown link", '"dc1>dc2": {', '"dc1>dc3": {', '"dc1>dc3" < network.links.dc1>dc3'],
  [
    "a weight of no proxy",
    "  links:",
    "  dns: { weights: { dc1/sipProxy/3: 1 } }\n  links:",
    "dc1/sipProxy/3 < network.dns.weights.dc1/sipProxy/3",
  ],
  [
    "a weight of 17 bits",
    "  links:",
    "  dns: { weights: { dc1: 65536 } }\n  links:",
    "65536 < network.dns.weights.dc1",
  ],
  ["a negative latency", "latency: 7ms", "latency: -7ms", "-7ms < network.links.dc1>dc2.latency"],
  [
    "a part of a microsecond",
    "0.8ms",
    "0.0008ms",
    "0.0008ms < components.sipProxy.serviceOf.INVITE",
  ],
  ["an odd packet", "packetTime: 30ms", "packetTime: 25ms", "25ms < media.packetTime"],
  ["T2 below T1", "registerExpires: 300s", "t2: 400ms", "400ms < signalling.t2"],
  ["ISCC", "media:", "routing: { iscc: true }\nmedia:", "true < routing.iscc"],
  ["Workspace Desktop Edition", "media:", "desktop: wde\nmedia:", "wde < desktop"],
];

/** The example's faults are numbers 0 and 1; `LINK` is what is written of the second. */
const LINK = '{ target: "dc1>dc2", at: 40min, for: 1min }';
const LATER = "{ fault: link }, for: 1s }\n";
const lost = (after: string, name = "site") =>
  `${LINK}\n  - siteDown: { target: dc1, name: ${name}, after: ${after}`;
const NAMED = LINK.replace("at", "name: link, at");
const SITE = "faults.2.siteDown";
const BOTH = "linkDown < faults.1.linkDown";

const faults: readonly Refusal[] = [
  ["an unknown fault to follow", LINK, lost(LATER), `link < ${SITE}.after.fault`],
  ["one that follows itself", LINK, lost(LATER, "link"), `link < ${SITE}.after.fault`],
  [
    "a circle, once",
    LINK,
    `${NAMED.replace("at: 40min", "after: { fault: site }")}${lost(LATER).slice(LINK.length)}`,
    "site < faults.1.linkDown.after.fault",
  ],
  [
    "two of one name",
    LINK,
    `${NAMED}${lost(LATER, "link").slice(LINK.length)}`,
    `link < ${SITE}.name`,
  ],
  [
    "the recovery of what is never over",
    FAULT,
    `gracefulShutdown: { target: dc1/mcp/1, name: mcp, at: 1s }
  - serviceDown: { target: gws, after: { fault: mcp, from: recovery }, for: 1s }`,
    "recovery < faults.1.serviceDown.after.from",
  ],
  ["at and after", LINK, NAMED.replace("at", "after: { fault: link }, at"), BOTH],
  [
    "a share without a law",
    FAULT,
    FAULT.replace("at", "commonCause: 5%, at"),
    "5% < faults.0.instanceDown.commonCause",
  ],
  ["a component at a time", FAULT, FAULT.replace("/2", ""), `dc1/sipProxy < ${TARGET}`],
  ["an unknown component", "dc1/sipProxy/", "dc1/sipServes/", `sipServes < ${TARGET}`],
  ["an instance without number", "sipProxy/2", "sipProxy", `dc1/sipProxy < ${TARGET}`],
  ["a site that is none", FAULT, FAULT_OF_DNS.replace("dc1", "dc3"), `dc3 < ${DNS_TARGET}`],
  ["a kind that is none", "instanceDown:", "instanceDwn:", "instanceDwn < faults.0.instanceDwn"],
  [
    "two faults in one",
    FAULT,
    `${FAULT}\n    linkDown:\n      { target: dc1>dc2, at: 1s, for: 1s }`,
    `${FAULT} < faults.0`,
  ],
];

const expectations: readonly Refusal[] = [
  ["no relation", ">= 80%", "= 80%", '"service.level = 80%" < expect.0'],
  ["no limit", ">= 80%", ">= lots", "lots < expect.0"],
];

describe.each([
  ["demand", demand],
  ["agents", agents],
  ["routing", routing],
  ["deployment", deployment],
  ["faults", faults],
  ["expectations", expectations],
])("refused in %s:", (_section, refused) => {
  test.each(refused)("%s", (_what, from, to, marked) => {
    expect(EXAMPLE).toContain(from);
    const problems = problemsOf(() => scenarioOf(EXAMPLE.replace(from, to)));
    const found = problems.map(({ source, column, length, path }) =>
      `${source.slice(column - 1, column - 1 + length)} < ${path}`.trim(),
    );
    expect(found).toEqual([marked]);
  });
});

describe("refused as a whole:", () => {
  test("text that is no YAML, shown by its first slip", () => {
    const places = (text: string) => placesOfProblems(() => scenarioOf(text));
    expect(places(EXAMPLE.replace("media: {", "media: [{"))).toEqual(["a.yaml:15:1"]);
    expect(places(EXAMPLE.replace("    rate: 8/s", "\trate: 8/s"))).toEqual(["a.yaml:19:1"]);
    expect(places(`${EXAMPLE}---\n${EXAMPLE}`)).toEqual(["a.yaml:39:1"]);
    expect(places(`a: ${"[".repeat(5000)}`)).toHaveLength(1);
  });

  test.each(["", "# a comment", "- 1", "~", "hello"])("%j", (text) => {
    expect(placesOfProblems(() => scenarioOf(text))).toEqual(["a.yaml:1:1"]);
  });

  test("a cluster without sites, once", () => {
    const none = "name: none\nsites: {}\n";
    expect(placesOfProblems(() => scenarioOf(none))).toEqual(["a.yaml:2:1 sites"]);
  });
});
