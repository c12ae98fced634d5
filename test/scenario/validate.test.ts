import { describe, expect, test } from "vitest";
import { components } from "../../src/model/components/index.ts";
import { MESSAGE_KINDS } from "../../src/model/messages.ts";
import { deploymentProblems } from "../../src/scenario/deployment.ts";
import { EXAMPLE, placesOfProblems, problemsOf, scenarioOf } from "./example.ts";

const PURE_QUEUE = `name: pure
platform: none
sites: { here: {} }
demand:
  callers: { queue: line, rate: 1/s, talk: exponential(mean 90s) }
queues: { line: { groups: [people] } }
agents: { people: { sites: { here: 100 } } }
`;

const componentOf = (name: string) => components.findIndex((row) => row.name === name);

describe("a valid scenario", () => {
  const scenario = scenarioOf(EXAMPLE);
  const link = (name: string) =>
    scenario.links.find(
      ({ from, to }) => `${scenario.places[from]}>${scenario.places[to]}` === name,
    );

  test("is completed in the model's units", () => {
    expect(scenario.run).toMatchObject({ warmUpUs: 1800e6, measureUs: 3600e6, replications: 30 });
    expect(scenario.run).toMatchObject({ startOfDayUs: 28_800e6, fidelity: "message" });
    expect(scenario.places).toEqual(["dc1", "dc2", "carrier", "desks:dc1", "desks:dc2"]);
    expect(scenario.sites.map(({ trunks }) => trunks)).toEqual([1200, Infinity]);
    expect(scenario.queues[0]).toMatchObject({ groups: [0, 1], thresholdUs: 20e6 });
    expect(scenario.demand[0]).toMatchObject({ queue: 0, siteShares: [0.25, 0.75] });
    expect(scenario.demand[0]!.talk.mean).toBe(180e6);
    expect(scenario.demand[1]!.siteShares).toEqual([0.5, 0.5]);
  });

  test("lists every directed link once, with its own figures where it has some", () => {
    expect(scenario.links).toHaveLength(2 * (1 + 2 + 2) + 2 + 2 * 2);
    // Where something may fail, desks are linked to the other site too: by way of the WAN.
    expect(link("desks:dc1>dc2")).toMatchObject({ latencyUs: 7000 });
    expect(link("dc1>dc2")).toMatchObject({ latencyUs: 7000, bitsPerSecond: 1e9 });
    expect(link("dc2>dc1")).toMatchObject({ latencyUs: 5000, bitsPerSecond: 1e9 });
    expect(link("carrier>dc2")).toMatchObject({ latencyUs: 5000, bitsPerSecond: Infinity });
    expect(link("dc1>dc1")).toMatchObject({ latencyUs: 100 });
  });

  test("places what the cluster has once at the first site", () => {
    const configServers = scenario.sites.map(
      ({ instances }) => instances[componentOf("configServer")],
    );
    expect(configServers).toEqual([1, 0]);
  });

  test("overrides the component catalogue message by message", () => {
    const proxy = scenario.components[componentOf("sipProxy")]!.modules[0]!;
    expect(proxy.serviceUs[MESSAGE_KINDS.indexOf("INVITE")]).toBe(800);
    expect(proxy.serviceUs[MESSAGE_KINDS.indexOf("BYE")]).toBe(400);
    const node = scenario.components[componentOf("sipServer")]!;
    expect(node.modules.map(({ servers }) => servers)).toEqual([1, 2, 1]);
    expect(node.backlogLimitUs).toBe(500_000);
  });

  test("keeps what lower layers add to a message with the link: 46 B by UDP", () => {
    const { bytes } = scenario.signalling;
    expect(bytes[MESSAGE_KINDS.indexOf("INVITE")]).toBe(1300);
    expect(bytes[MESSAGE_KINDS.indexOf("T_EVENT")]).toBe(1200);
    for (const { overheadBytes } of scenario.links)
      expect(overheadBytes).toEqual({ signalling: 46, tlib: 58 });
  });

  test("reads expectations and observations", () => {
    expect(scenario.expect).toMatchObject([
      { metric: "service.level", scope: "cluster", relation: ">=", limit: 0.8 },
      { metric: "wait.mean", scope: "queue:support", relation: "<=", limit: 30 },
    ]);
    expect(scenario.observed).toEqual([
      { metric: "abandon.ratio", scope: "cluster", value: 0.155 },
    ]);
  });

  test("puts profiles on the clock of the run: cut at its start, zero after their end", () => {
    expect(scenario.demand[1]!.profile).toEqual({
      startUs: [0, 1800e6, 3600e6],
      perSecond: [72 / 3600, 15 / 1800, 0],
      labels: ["08:00", "08:30", ""],
    });
    expect(scenario.groups[1]!.staffing).toMatchObject([
      { site: 0, startUs: [0, 1800e6, 3600e6], count: [4, 6, 0] },
    ]);
  });

  test("before the first interval nobody calls", () => {
    const { profile } = scenarioOf(EXAMPLE, ['run.startOfDay="07:00"']).demand[1]!;
    expect(profile.startUs.slice(0, 2)).toEqual([0, 1800e6]);
    expect(profile.perSecond.slice(0, 2)).toEqual([0, 0.01]);
    expect(profile.labels).toEqual(["", "07:30", "08:00", "08:30", ""]);
  });

  test("names the intervals of a second day apart from those of the first", () => {
    const rates = Array.from({ length: 3 }, () => "60/h").join(", ");
    const intervals = `intervals: { start: "08:00", length: 12h, rates: [${rates}] }`;
    const text = EXAMPLE.replace(/intervals: \{ start[^}]*rates[^}]*\}/, intervals);
    const { labels } = scenarioOf(text).demand[1]!.profile;
    expect(labels).toEqual(["08:00", "20:00", "+1d 08:00", ""]);
  });

  test("without a platform has people and pools only", () => {
    const pure = scenarioOf(PURE_QUEUE);
    expect(pure.run).toMatchObject({ fidelity: "call", registrations: false });
    const { instances, trunks, portsPerMcp } = pure.sites[0]!;
    expect(instances.reduce((sum, count) => sum + count)).toBe(instances[componentOf("mcp")]);
    expect([trunks, portsPerMcp]).toEqual([Infinity, Infinity]);
    expect(problemsOf(() => scenarioOf(PURE_QUEUE, ["run.fidelity=message"]))).toHaveLength(1);
  });
});

describe("the hash", () => {
  const { hash } = scenarioOf(EXAMPLE);

  test("is shared by scenarios of the same meaning", () => {
    const same = EXAMPLE.replace("warmUp: 30min", "warmUp: 1800s")
      .replace("lognormal(mean 180s, cv 1.0)", "lognormal(cv 1, mean 3min)")
      .replace("threshold: 20s", "capacity: unlimited")
      .replace("seed: busyhour", "seed: other")
      .replace("name: example", "name: twin # the same meaning");
    expect(scenarioOf(same).hash).toBe(hash);
  });

  test("is the same for every seed, number and estimate of independent replications", () => {
    const settings = ["run.replications=7", "run.variates=independent", "run.control=arrivals"];
    expect(scenarioOf(EXAMPLE, settings).hash).toBe(hash);
  });

  test("is another for antithetic pairs, of which there is an even number", () => {
    const pairs = ["run.variates=antithetic"];
    expect(scenarioOf(EXAMPLE, [...pairs, "run.replications=8"]).hash).not.toBe(hash);
    const odd = problemsOf(() => scenarioOf(EXAMPLE, [...pairs, "run.replications=7"]));
    expect(odd.map(({ wanted, given }) => [wanted.slice(0, 14), given])).toEqual([
      ["an even number", "7"],
    ]);
  });

  test.each(["run.measure=61min", "demand.customers.patience=never", "sites.dc1.trunks=1201"])(
    "changes with %s",
    (change) => {
      expect(scenarioOf(EXAMPLE, [change]).hash).not.toBe(hash);
    },
  );
});

describe("six mistakes", () => {
  const SIX = EXAMPLE.replace("measure: 60min", "measure: 60")
    .replace("media:", "medai:")
    .replace("queue: support", "queue: suport")
    .replace("lognormal(mean", "lognormel(mean")
    .replace("dc2: 75%", "dc2: 0.7")
    .replace("dc1/sipProxy/2", "dc1/sipProxy/3");
  const problems = problemsOf(() => scenarioOf(SIX));

  test("are reported in one pass, each where it stands", () => {
    expect(placesOfProblems(() => scenarioOf(SIX))).toEqual([
      "a.yaml:4:32 run.measure",
      "a.yaml:14:1 medai",
      "a.yaml:18:12 demand.customers.queue",
      "a.yaml:20:5 demand.customers.sites",
      "a.yaml:21:12 demand.customers.talk",
      "a.yaml:32:42 faults.0.instanceDown.target",
    ]);
  });

  test("say what was wanted, what is there and what may be meant", () => {
    expect(problems.map(({ given }) => given)).toEqual([
      "60",
      '"medai"',
      '"suport"',
      "a sum of 0.95",
      '"lognormel"',
      '"3"',
    ]);
    const hints = problems.map(({ hint }) => hint.replace("did you mean ", ""));
    expect(hints).toEqual(["", '"media"?', '"support"?', "", '"lognormal"?', ""]);
  });

  test("are shown with the line and a caret under the mistake", () => {
    expect(() => scenarioOf(SIX)).toThrow(
      [
        'a.yaml:18:12: demand.customers.queue: wanted the name of a queue (support), got "suport"',
        "    18 |     queue: suport",
        '       |            ^^^^^^ did you mean "support"?',
      ].join("\n"),
    );
  });
});

describe("the blueprint's deployment rules", () => {
  test("hold for every validated cluster", () => {
    expect(deploymentProblems(scenarioOf(EXAMPLE))).toEqual([]);
  });

  test("are listed, not enforced, without a platform", () => {
    const found = deploymentProblems(scenarioOf(PURE_QUEUE)).map(({ path }) => path);
    const ruled = components.filter(({ rule }) => rule !== undefined);
    expect(found).toHaveLength(ruled.length);
    expect(found).toContain("sites.here.sipProxy");
    expect(found).toContain("sites.*.configServer");
  });
});

describe("assumptions", () => {
  const paths = (scenario: ReturnType<typeof scenarioOf>) =>
    scenario.assumptions.map(({ path }) => path);

  test("name the assumed defaults in force, and only those", () => {
    const found = paths(scenarioOf(EXAMPLE));
    expect(found).toContain("demand.morning.ring");
    expect(found).not.toContain("demand.customers.ring");
    expect(found).toContain("components.sipProxy.retryAfter");
    expect(found).not.toContain("components.sipProxy.service");
    expect(found).not.toContain("signalling.t1");
  });

  test("name what is taken for unlimited, and even shares", () => {
    const found = paths(scenarioOf(EXAMPLE.replace("trunks: unlimited", "sbc: 2")));
    for (const path of ["sites.dc2.trunks", "queues.support.capacity", "network.lan.capacity"])
      expect(found).toContain(path);
    expect(found).not.toContain("network.wan.capacity");
    expect(found).toContain("demand.morning.sites");
    expect(found).not.toContain("demand.customers.sites");
    expect(paths(scenarioOf(PURE_QUEUE))).not.toContain("demand.callers.sites");
  });

  test("name Retry-After only where work is refused", () => {
    const found = paths(scenarioOf(EXAMPLE, ["components.icon.backlogLimit=1s"]));
    expect(found).toContain("components.icon.retryAfter");
    expect(found).toContain("components.urs.backlogLimit");
    expect(found).not.toContain("components.urs.retryAfter");
  });

  test("leave out what this scenario does not have", () => {
    const sections = paths(scenarioOf(PURE_QUEUE)).map((path) => path.split(".")[0]);
    expect(new Set(sections)).toEqual(new Set(["run", "demand", "queues", "agents"]));
    const fixed = (text: string) => scenarioOf(text).fixedAssumptions.map(({ subject }) => subject);
    const ofPeople = ["arrivals", "callers and agents", "agents", "calls without an outcome"];
    expect(fixed(PURE_QUEUE)).toEqual(ofPeople);
    expect(fixed(EXAMPLE)).toEqual(expect.arrayContaining([...ofPeople, "not modelled"]));
  });

  test("name words that decide what is simulated, where they do", () => {
    const days = "{ rate: null, intervals: { start: '07:00', length: 1h, rates: [1/h] } }";
    const found = (...overrides: string[]) => paths(scenarioOf(PURE_QUEUE, overrides));
    const ofDay = ["run.startOfDay", "agents.people.atShiftEnd"];
    expect(found()).toContain("demand.callers.patienceUntil");
    const hasty = "demand.callers.patience=zeroInflated(share 0.1, law never)";
    expect(found(hasty)).toContain("demand.callers.redial.afterAbandoned");
    const redials = found("demand.callers.patience=never");
    expect(redials).not.toContain("demand.callers.redial.afterAbandoned");
    for (const path of ofDay) {
      expect(found()).not.toContain(path);
      expect(found(`demand.callers=${days}`)).toContain(path);
    }
    expect(found()).not.toContain("queues.line.location");
    expect(found("sites={ there: {} }")).toContain("queues.line.location");
    const cluster = paths(scenarioOf(EXAMPLE, ["media=null", "faults=null"]));
    for (const path of ["media.codec", "media.srtp", "signalling.challengeRefresh"]) {
      expect(cluster).toContain(path);
      expect(found()).not.toContain(path);
    }
    const unregistered = paths(scenarioOf(EXAMPLE, ["run.registrations=false"]));
    expect(unregistered.filter((path) => /^signalling\.re(gister|fresh)/.test(path))).toEqual([]);
    expect(unregistered).not.toContain("signalling.challengeRefresh");
  });

  test("name figures of our own even where a document gives their ground", () => {
    const found = paths(scenarioOf(EXAMPLE));
    expect(found).toContain("sites.dc2.portsPerMcp");
    expect(found.filter((path) => path.startsWith("faults."))).toEqual([]);
  });
});
