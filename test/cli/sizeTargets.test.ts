import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { capacityOf } from "../../src/model/capacity.ts";
import { serversForBlocking } from "../../src/stats/theory/erlangB.ts";
import { serversForServiceLevel } from "../../src/stats/theory/erlangC.ts";
import { openStudy } from "../../src/study.ts";
import { busyhour, scenarioFile, scratch, TINY } from "./support.ts";

const tiny = scenarioFile(TINY);
const size = (...more: string[]) => busyhour("size", ...more);
const SERVICE = ["--target", "service.level >= 0.8"];
/** Exact but for talk and ring together, which are not quite exponential. */
const rows = capacityOf(openStudy(tiny).plan);
const loadOf = (kind: string) => {
  const { perCall, offeredCaps } = rows.find((row) => row.kind === kind)!;
  return perCall * offeredCaps;
};
const wanted = serversForServiceLevel({
  arrivalRate: 0.05,
  serviceTime: loadOf("agents") / 0.05,
  target: 0.8,
  threshold: 15,
});
const LIGHT = ["--delta", "service.level=5%"];

describe("busyhour size --target", () => {
  test("finds the agents of a service level, and says why not one fewer", async () => {
    const out = join(scratch(), "size");
    const outcome = await size(tiny, ...SERVICE, ...LIGHT, "--out", out);
    expect(outcome).toMatchObject({ exitCode: 0, err: "" });
    const json = JSON.parse(readFileSync(join(out, "size.json"), "utf8"));
    expect(json.answer["agents.all"]).toBe(wanted);
    expect(json.isProven).toBe(true);
    expect(json.oneLess[0].evidence.targets[0].estimate).toBeLessThan(0.85);
    const found = `${wanted} agents of all meet service.level >= 0.8`;
    const head = `${found}; no number can be one lower, within δ.`;
    expect(outcome.out.split("\n")[0]).toBe(head);
    expect(outcome.out).toMatch(/one less of agents of all +\S+ ± \S+ % +service\.level/);
    const again = await busyhour("report", out);
    expect(again).toEqual(outcome);
  });

  test("finds the same from elsewhere and without closed forms", async () => {
    for (const more of [
      ["--offset", "40%"],
      ["--no-formulas", "--offset=-40%"],
    ]) {
      const { out } = await size(tiny, ...SERVICE, ...LIGHT, ...more, "--json");
      expect(JSON.parse(out).answer["agents.all"]).toBe(wanted);
    }
  });

  test("finds the trunks of a blocking ratio: Erlang B", async () => {
    const alone = scenarioFile(
      TINY.replace("dc1: 12", "dc1: 60").replace("trunks: unlimited", "trunks: 30"),
    );
    const target = ["--target", "pool.blocked.ratio[pool:trunks] <= 0.05"];
    const { out } = await size(alone, ...target, "--delta", "pool.blocked.ratio=2%", "--json");
    const { answer, bill } = JSON.parse(out);
    expect(Math.abs(answer.trunks - serversForBlocking(loadOf("pool"), 0.05))).toBeLessThanOrEqual(
      1,
    );
    expect(bill[0]).toMatchObject({ site: "dc1", what: "trunks", siteLost: null });
  });

  test("searches for what is left when either of two sites is lost, and confirms", async () => {
    const text = TINY.replace("dc1: 12", "dc1: 8, dc2: 4").replace(
      "  dc1: { trunks: unlimited }",
      "  dc1: { trunks: unlimited }\n  dc2: { trunks: unlimited }",
    );
    const more = ["--site-loss", "--confirm", "40", "--json"];
    const { out } = await size(scenarioFile(text), ...SERVICE, ...LIGHT, ...more);
    const { answer, siteLosses, bill, confirmation } = JSON.parse(out);
    expect(answer["agents.all"]).toBe(wanted);
    // Whoever is left takes all calls with all agents: one queue, wherever they sit.
    expect(siteLosses).toMatchObject([
      { site: "dc1", isProven: true, answer: { "agents.all": wanted } },
      { site: "dc2", isProven: true, answer: { "agents.all": wanted } },
    ]);
    expect(bill).toMatchObject([
      { site: "dc1", needed: Math.ceil((2 * wanted) / 3 - 0.5), siteLost: wanted },
      { site: "dc2", siteLost: wanted },
    ]);
    expect(confirmation).toMatchObject({ fidelity: "call", replications: 40 });
    const [{ estimate }] = confirmation.targets;
    expect(estimate.estimate + estimate.halfWidth95).toBeGreaterThan(0.75);
  });

  test("Ctrl-C ends it with what is known, were it nothing", async () => {
    const work = size(tiny, ...SERVICE, "--delta", "service.level=0.1%");
    while (process.listenerCount("SIGINT") === 0) await new Promise(setImmediate);
    process.emit("SIGINT");
    const { exitCode, out, err } = await work;
    expect({ exitCode, err }).toEqual({ exitCode: 130, err: "" });
    expect(out).toMatch(/^(Not proven|Ended before anything was known)/);
  });

  test("says when nothing within reach will do", async () => {
    const target = ["--target", "service.level >= 1.01"];
    const { exitCode, out } = await size(tiny, ...target, "--max-replications", "40");
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^Nothing within reach meets service\.level >= 1\.01/);
  });

  test.each([
    [["--target", "service.levle >= 0.8"], 'did you mean "service.level"?'],
    [["--target", "service.level = 0.8"], "wanted metric, scope in brackets"],
    [[...SERVICE, "--find", "agents.al"], "did you mean agents.all?"],
    [[...SERVICE, "--delta", "wait.mean=1"], "--delta wait.mean: wanted the metric of a target"],
    [[...SERVICE, "--delta", "service.level"], "--delta: wanted metric=size"],
    [[...SERVICE, "--site-loss"], "--site-loss: wanted a scenario of two sites at least"],
    [[...SERVICE, "--error", "5"], "Wanted: a share such as 5%"],
    [[...SERVICE, "--agents", "5"], "--agents is for your own numbers"],
    [[...SERVICE, "--out", "x", "--shard", "1/2"], "results decide what is replicated next"],
  ])("%s is refused", async (more, message) => {
    const { exitCode, out, err } = await size(
      tiny,
      ...more.map((each) => each.replace(/^x$/, scratch())),
    );
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain(message);
  });
});
