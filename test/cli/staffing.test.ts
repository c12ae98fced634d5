import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { erlangA } from "../../src/stats/theory/erlangA.ts";
import { busyhour, scenarioFile, scratch } from "./support.ts";

interface Day {
  readonly rates: readonly string[];
  readonly redial?: string;
  readonly patience?: string;
  readonly hasWarmUp?: boolean;
}

/** Half hours from 08:00; the first may be warm-up. */
function dayOf({ rates, redial = "0", patience = "60s", hasWarmUp = false }: Day): string {
  const measured = 30 * (rates.length - (hasWarmUp ? 1 : 0));
  return scenarioFile(`name: day
title: Half hours
platform: none
run:
  startOfDay: "08:00"
  warmUp: ${hasWarmUp ? 30 : 0}min
  measure: ${measured}min
  replications: 5
demand:
  customers:
    queue: support
    intervals: { start: "08:00", length: 30min, rates: [${rates}] }
    talk: "exponential(mean 120s)"
    patience: "exponential(mean ${patience})"
    redial: { afterAbandoned: ${redial}, delay: 10min, attempts: 10 }
    ring: 0s
    afterCallWork: 0s
queues:
  support: { groups: [all], threshold: 20s }
agents:
  all: { sites: { a: 2, b: 1 } }
sites: { a: {}, b: {} }
`);
}

const size = (path: string, target: string, ...more: string[]) =>
  busyhour("size", path, "--by-interval", "30min", "--target", target, ...more);

interface Answer {
  readonly intervals: readonly {
    readonly from: string;
    readonly needed: { readonly all: number };
    readonly staffed: { readonly all: number };
    readonly isProven: boolean;
  }[];
  readonly neededAgentHours: { readonly all: number };
}

async function answerOf(path: string, target: string, ...more: string[]): Promise<Answer> {
  const { out } = await size(path, target, "--json", ...more);
  return JSON.parse(out);
}

/** `07:30` is 7.5. */
const hoursAt = (clock: string): number => Number(clock.slice(0, 2)) + Number(clock.slice(3)) / 60;

const neededIn = ({ intervals }: Answer) => intervals.map(({ needed }) => needed.all);

/**
 * Share of the calls of each interval that must wait, M(t)/M/c(t)+M from empty; exact where agents
 * never become fewer. Euler's steps of a tenth of a second.
 */
function delayedBy(staff: readonly number[], perMinute: readonly number[]): number[] {
  const [stepS, handlingS, patienceS, states] = [0.1, 120, 60, 80];
  let law: number[] = Array.from({ length: states }, (_, n) => (n === 0 ? 1 : 0));
  return staff.map((agents, k) => {
    const up = (perMinute[k]! / 60) * stepS;
    const down = law.map(
      (_, n) => (Math.min(n, agents) / handlingS + Math.max(0, n - agents) / patienceS) * stepS,
    );
    const steps = 1800 / stepS;
    let delayed = 0;
    for (let step = 0; step < steps; step++) {
      for (let n = agents; n < states; n++) delayed += law[n]! / steps;
      law = law.map(
        (chance, n) =>
          chance * (1 - down[n]! - (n < states - 1 ? up : 0)) +
          (n > 0 ? law[n - 1]! * up : 0) +
          (n < states - 1 ? law[n + 1]! * down[n + 1]! : 0),
      );
    }
    return delayed;
  });
}

describe("busyhour size --by-interval", () => {
  test("a steady rate needs as many as Erlang A says, in every interval", async () => {
    const path = dayOf({ rates: ["3/min", "3/min", "3/min"], hasWarmUp: true });
    const answer = await answerOf(path, "service.level >= 0.8", "--delta", "service.level=5%");
    const level = (servers: number) =>
      erlangA({ servers, arrivalRate: 0.05, serviceTime: 120, patience: 60 }).answeredWithin(20);
    expect(answer.intervals.map(({ from }) => from)).toEqual(["08:30", "09:00"]);
    for (const needed of neededIn(answer)) {
      expect(level(needed)).toBeGreaterThan(0.75);
      expect(level(needed - 1)).toBeLessThan(0.85);
    }
  });

  test("a rising rate needs what is exact for it, given the agents before", async () => {
    const perMinute = [2, 4, 7];
    const path = dayOf({ rates: perMinute.map((rate) => `${rate}/min`) });
    const delta = ["--delta", "wait.delayed.ratio=4%"];
    const answer = await answerOf(path, "wait.delayed.ratio <= 0.25", ...delta);
    const needed = neededIn(answer);
    expect(answer.intervals.every(({ isProven }) => isProven)).toBe(true);
    for (const [k, count] of needed.entries()) {
      const before = needed.slice(0, k);
      expect(delayedBy([...before, count], perMinute)[k]).toBeLessThan(0.29);
      expect(delayedBy([...before, count - 1], perMinute)[k]).toBeGreaterThan(0.21);
    }
  });

  test("who gave up calls again later: more agents than it needs alone", async () => {
    const crowded = { redial: "0.95", patience: "30s" };
    const target = "service.level >= 0.3";
    const light = ["--delta", "service.level=8%", "--max-replications", "40"];
    const day = dayOf({ rates: ["5/min", "1/min"], ...crowded });
    const after = await answerOf(day, target, ...light);
    const alone = await answerOf(
      dayOf({ rates: ["0/min", "1/min"], ...crowded }),
      ...[target, ...light],
    );
    const forgotten = await answerOf(day, target, ...light, "--history", "1s");
    expect(neededIn(alone)[0]).toBe(0);
    expect(neededIn(after)[1]).toBeGreaterThan(neededIn(alone)[1]! + 1);
    expect(neededIn(forgotten)[1]).toBe(neededIn(alone)[1]);
  });

  test("shifts cover what is needed; the report is written, and written again", async () => {
    const path = dayOf({ rates: ["1/min", "3/min", "1/min"] });
    const out = join(scratch(), "day");
    const light = ["--delta", "service.level=10%", "--max-replications", "40"];
    const outcome = await size(
      ...([path, "service.level >= 0.7"] as const),
      ...["--shift", "1h,90min", ...light, "--out", out, "--confirm", "4"],
    );
    expect(outcome).toMatchObject({ exitCode: 0, err: "" });
    const json = JSON.parse(readFileSync(join(out, "staffing.json"), "utf8"));
    for (const { needed, staffed } of json.intervals)
      expect(staffed.all).toBeGreaterThanOrEqual(needed.all);
    const hours = json.shifts.reduce(
      (sum: number, { from, to, agents }: { from: string; to: string; agents: number }) => {
        const [start, end] = [from, to].map(hoursAt);
        return sum + agents * (end! - start!);
      },
      0,
    );
    expect(hours).toBe(json.staffedAgentHours.all);
    expect(outcome.out).toMatch(/^service\.level >= 0\.7 in each interval of 30min: /);
    expect(outcome.out).toContain("The day with these agents");
    expect(outcome.out).toContain("4 replications of the day as staffed, at call");
    const rows = readFileSync(join(out, "staffing.csv"), "utf8").trim().split("\n");
    expect(rows).toHaveLength(4);
    expect(readdirSync(out)).toEqual(expect.arrayContaining(["staffing.md", "staffing.png"]));
    expect(await busyhour("report", out)).toEqual(outcome);
  });

  test.each([
    [["--by-interval", "25min"], "--by-interval 25min: wanted run.measure a whole number of them"],
    [["--by-interval", "half"], "Wanted: whole seconds, 1s or more, such as 30min."],
    [["--shift", "45min"], "--shift 45min: wanted a whole number of intervals of 30min"],
    [["--site-loss"], "--site-loss: wanted no --by-interval"],
    [["--shift", "2h"], "at most the measured time"],
    [
      ["--history", "1h", "--set", "run.startOfDay='23:45'"],
      "--history: wanted a day that ends by midnight",
    ],
    [["--target", "calls.blocked <= 1"], "wanted targets that agents decide"],
  ])("%s is refused", async (more, message) => {
    const path = dayOf({ rates: ["1/min", "1/min"] }).toString();
    const { exitCode, out, err } = await size(path, "service.level >= 0.8", ...more);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain(message);
  });

  test("needs targets, and shifts need intervals", async () => {
    const path = dayOf({ rates: ["1/min", "1/min"] });
    const alone = await busyhour("size", path, "--by-interval", "30min");
    expect(alone.err).toContain("wanted --target as well");
    const shifts = await busyhour(
      "size",
      path,
      "--target",
      "service.level >= 0.8",
      "--shift",
      "1h",
    );
    expect(shifts.err).toContain("--shift: wanted --by-interval as well");
    expect([alone.exitCode, shifts.exitCode]).toEqual([2, 2]);
  });
});
