import { describe, expect, test } from "vitest";
import { read } from "../../src/scenario/read.ts";
import { validate } from "../../src/scenario/validate.ts";
import { EXAMPLE, folder, placesOfProblems, problemsOf, scenarioOf } from "./example.ts";

const placesIn = (files: Record<string, string>): readonly string[] =>
  placesOfProblems(() => scenarioIn(files));

const scenarioIn = (files: Record<string, string>, overrides: readonly string[] = []) =>
  validate(read("top/a.yaml", overrides, folder(files)));

describe("extends", () => {
  test("merges section by section upon the other file, found beside this one", () => {
    const { name, run, sites, demand } = scenarioIn({
      "top/a.yaml": "extends: ../base.yaml\nname: changed\nrun: { measure: 10min }\n",
      "base.yaml": EXAMPLE,
    });
    expect([name, run.measureUs, run.warmUpUs]).toEqual(["changed", 600e6, 1800e6]);
    expect([sites.length, demand.length]).toEqual([2, 2]);
  });

  test("takes an absolute path as it is", () => {
    const { name } = scenarioIn({ "top/a.yaml": "extends: /far/b.yaml\n", "/far/b.yaml": EXAMPLE });
    expect(name).toBe("example");
  });

  test("takes away what is set to nothing", () => {
    const changed = "extends: ../base.yaml\ndemand: { morning: null }\n";
    const { demand } = scenarioIn({ "top/a.yaml": changed, "base.yaml": EXAMPLE });
    expect(demand.map(({ name }) => name)).toEqual(["customers"]);
  });

  test("reports a mistake in the file it stands in", () => {
    const files = {
      "top/a.yaml": "extends: base.yaml\nrun: { measure: 10 }\n",
      "top/base.yaml": EXAMPLE.replace("rate: 8/s", "rate: 8"),
    };
    expect(placesOfProblems(() => scenarioIn(files))).toEqual([
      "top/a.yaml:2:17 run.measure",
      "top/base.yaml:19:11 demand.customers.rate",
    ]);
  });

  test("refuses circles and files that cannot be read", () => {
    const circle = { "top/a.yaml": "extends: b.yaml\n", "top/b.yaml": "extends: ./a.yaml\n" };
    expect(placesOfProblems(() => scenarioIn(circle))).toEqual(["top/b.yaml:1:10"]);
    const lost = { "top/a.yaml": "name: a\nextends: lost.yaml\n" };
    expect(placesOfProblems(() => scenarioIn(lost))).toEqual(["top/a.yaml:2:10"]);
    expect(placesOfProblems(() => scenarioIn({}))).toEqual(["top/a.yaml:1:1"]);
    const listed = { "top/a.yaml": "extends: [b.yaml]\n" };
    expect(placesOfProblems(() => scenarioIn(listed))).toContain("top/a.yaml:1:10");
    const late = () => scenarioOf(EXAMPLE, ["extends=b.yaml"]);
    expect(placesOfProblems(late)).toEqual(["--set:1:9 extends"]);
  });
});

describe("the bytes of a file", () => {
  const { hash } = scenarioOf(EXAMPLE);

  test.each([
    ["a byte order mark", `\uFEFF${EXAMPLE}`],
    ["line ends of Windows", EXAMPLE.replaceAll("\n", "\r\n")],
    ["line ends of the old Macintosh", EXAMPLE.replaceAll("\n", "\r")],
  ])("%s makes no difference", (_what, text) => {
    expect(scenarioOf(text).hash).toBe(hash);
    const wrong = text.replace("rate: 8/s", "rate: 8").replace("name: example", "name: ex ample");
    expect(placesIn({ "top/a.yaml": wrong })).toEqual([
      "top/a.yaml:1:7 name",
      "top/a.yaml:19:11 demand.customers.rate",
    ]);
  });

  test("are refused when they are no text", () => {
    expect(placesIn({ "top/a.yaml": "name: b\uFFFDse\n" })).toEqual(["top/a.yaml:1:8"]);
    expect(placesIn({ "top/a.yaml": "\u007fELF\n\0\0" })).toEqual(["top/a.yaml:2:1"]);
  });
});

describe("aliases", () => {
  test("stand for what they name", () => {
    const twins = EXAMPLE.replace("dc1: {", "dc1: &site {").replace(
      /dc2: \{ trunks.*\n/,
      "dc2: *site\n",
    );
    const { sites } = scenarioOf(twins.replace(", configServer: 1", ""));
    expect(sites[1]).toEqual({
      ...sites[0],
      name: "dc2",
      region: "dc2",
      instances: sites[1]!.instances,
    });
    expect(sites[1]!.trunks).toBe(1200);
  });

  test("of nothing are refused, with the nearest anchor", () => {
    const [problem] = problemsOf(() => scenarioOf(`x: &talks 1\n${EXAMPLE}y: *talk\n`));
    expect(problem).toMatchObject({ line: 40, column: 4, hint: 'did you mean "talks"?' });
  });

  test("cannot multiply without end", () => {
    const bomb = Array.from(
      { length: 9 },
      (_, n) => `a${n}: &a${n} [${"*a".concat(`${n - 1}, `).repeat(9)}]`,
    );
    bomb[0] = "a0: &a0 [x, x, x, x, x, x, x, x, x]";
    expect(problemsOf(() => scenarioOf(bomb.join("\n")))[0]!.wanted).toBe(
      "a scenario of ordinary size",
    );
    expect(problemsOf(() => scenarioOf("a: &a [*a]"))[0]!.wanted).toBe(
      "a scenario of ordinary size",
    );
  });
});

describe("--set", () => {
  test("is applied last: values, sections, items of lists, links", () => {
    const { run, demand, groups, links } = scenarioOf(EXAMPLE, [
      "run.measure=5min",
      "demand.customers.talk=exponential(mean 100s)",
      "agents.day.sites.dc1.1=9",
      "agents.all.sites={dc2: 7}",
      "network.links.dc2>dc1.latency=9ms",
      "run.measure=6min",
    ]);
    expect(run.measureUs).toBe(360e6);
    expect(demand[0]!.talk.text).toBe("exponential(mean 100s)");
    expect(groups[1]!.staffing[0]!.count).toEqual([9, 6, 0]);
    expect(groups[0]!.staffing.map(({ count }) => count[0])).toEqual([1000, 7]);
    expect(links.find(({ from, to }) => from === 1 && to === 0)!.latencyUs).toBe(9000);
  });

  test("reports its mistakes by number and column", () => {
    const overrides = [
      "run.measure=5",
      "demand.custmers.rate=9/s",
      "run.warmup=1s",
      "oops",
      "media={",
    ];
    const problems = problemsOf(() => scenarioOf(EXAMPLE, overrides));
    expect(placesOfProblems(() => scenarioOf(EXAMPLE, overrides)).slice(0, 4)).toEqual([
      "--set:1:13 run.measure",
      "--set:2:8 demand.custmers",
      "--set:3:5 run.warmup",
      "--set:4:1",
    ]);
    expect(problems[1]!.hint).toBe('did you mean "customers"?');
    expect(problems[2]!.source).toBe("run.warmup=1s");
    expect(problems[4]!.file).toBe("--set");
  });
});

describe("--set refuses", () => {
  test.each([
    ["", "--set:1:1"],
    ["oops", "--set:1:1"],
    ["run.measure=", "--set:1:1"],
    ["run.measure=5s\n", "--set:1:1"],
    ["run..measure=5s", "--set:1:1"],
    ["__proto__.x=5", "--set:1:1"],
    ["media=*far", "--set:1:7"],
    ["sites.dc9.trunks=5", "--set:1:7 sites.dc9"],
    ["agents.day.sites.dc1.3=5", "--set:1:22 agents.day.sites.dc1.3"],
    ["agents.day.sites.dc1.01=5", "--set:1:22 agents.day.sites.dc1.01"],
    ["agents.day.sites.dc1.length=5", "--set:1:22 agents.day.sites.dc1.length"],
    ["run.measure.x=5s", "--set:1:5 run.measure"],
  ])("%j", (text, place) => {
    expect(placesOfProblems(() => scenarioOf(EXAMPLE, [text]))).toEqual([place]);
  });
});

describe("a CSV column", () => {
  const SCENARIO = EXAMPLE.replace(
    "rates: [36/h, 72/h, 15/30min]",
    "csv: ../calls.csv, column: calls",
  );
  const CALLS = "start,calls,note\n07:30,18,\n08:00,36,\n\n08:30,15.3,last\n";

  test("gives the rate of each interval", () => {
    const { demand } = scenarioIn({ "top/a.yaml": SCENARIO, "calls.csv": CALLS });
    expect(demand[1]!.profile.perSecond).toEqual([0.02, 0.0085, 0]);
  });

  const csv = (calls: string, scenario = SCENARIO) =>
    placesIn({ "top/a.yaml": scenario, "calls.csv": calls });
  const RATE = "demand.morning.intervals.rates.1";

  test.each([
    ["no number", "08:00,36", "08:00,many", `calls.csv:3:7 ${RATE}`],
    ["no arrivals", "08:00,36", "08:00,-3", `calls.csv:3:7 ${RATE}`],
    ["a rate of its own", "08:00,36", "08:00,36/h", `calls.csv:3:7 ${RATE}`],
    ["nothing", "08:00,36", "08:00,", `calls.csv:3:7 ${RATE}`],
    ["too much", "08:00,36", "08:00,1e9", `calls.csv:3:7 ${RATE}`],
    ["a short row", "08:00,36,", "08:00,36", "calls.csv:3:1"],
    ["a long row", "08:00,36,", '"8, am",36,', "calls.csv:3:1"],
    ["another header", "calls", "cals", "calls.csv:1:1"],
    ["a header twice", "note", "calls", "calls.csv:1:1"],
  ])("is reported where it holds %s", (_what, from, to, place) => {
    expect(CALLS).toContain(from);
    expect(csv(CALLS.replace(from, to))).toEqual([place]);
  });

  test("is reported when its file is empty or lost", () => {
    expect(csv("")).toEqual(["calls.csv:1:1"]);
    expect(placesIn({ "top/a.yaml": SCENARIO })).toEqual(["top/a.yaml:25:54"]);
  });

  test("is read even where its interval is wrong, which is reported once", () => {
    const badLength = SCENARIO.replace("length: 30min, csv", "length: 30, csv");
    const length = "top/a.yaml:25:42 demand.morning.intervals.length";
    expect(csv(CALLS, badLength)).toEqual([length]);
    expect(csv(CALLS.replace("36", "many"), badLength)).toEqual([`calls.csv:3:7 ${RATE}`, length]);
  });

  test("stands instead of rates, not beside them", () => {
    const both = SCENARIO.replace("csv: ", "rates: [1/h], csv: ");
    expect(csv(CALLS, both)).toEqual(["top/a.yaml:25:63 demand.morning.intervals.csv"]);
  });
});
