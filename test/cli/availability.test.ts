import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { busyhour, scenarioFile, scratch, TINY } from "./support.ts";

const REFERENCE = "scenarios/reference-2000.yaml";
const BRIEF = ["--years", "5", "--replications", "3"];

test("same seed, same bytes; another seed, another study", async () => {
  const printed = async (seed: string) => {
    const { out } = await busyhour("availability", REFERENCE, ...BRIEF, "--seed", seed, "--json");
    return out;
  };
  const first = await printed("a");
  expect(await printed("a")).toBe(first);
  expect(await printed("b")).not.toBe(first);
  const { promise, services, simulated } = JSON.parse(first);
  expect(simulated).toMatchObject({ seed: "a", replications: 3, years: 5 });
  expect(promise.minutesPerYear).toBeCloseTo(52.6, 2);
  expect(services[0].id).toBe("inbound_voice");
});

test("--out has the tables and a picture of each service, and the console agrees", async () => {
  const directory = join(scratch(), "report");
  const run = await busyhour("availability", REFERENCE, ...BRIEF, "--out", directory);
  expect(run.exitCode).toBe(0);
  const pictures = readdirSync(directory).filter((name) => name.endsWith(".png"));
  const { services } = JSON.parse(readFileSync(join(directory, "availability.json"), "utf8"));
  const causes = services.map(({ id }: { id: string }) => `availability-${id}.png`);
  expect(pictures.toSorted()).toEqual([...causes, "availability.png"].toSorted());
  expect(run.out).toContain("availability.host.mtbf 8760h");
  const markdown = readFileSync(join(directory, "availability.md"), "utf8");
  expect(markdown).toContain("## What administration loses, minutes a year");
  for (const name of pictures) expect(markdown).toContain(`](${name})`);
  expect(Math.max(...run.out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
});

test("every mistake is told, and nothing is written", async () => {
  const directory = join(scratch(), "report");
  const { exitCode, err } = await busyhour(
    "availability",
    REFERENCE,
    "--set=availability.commonCause=2",
    "--set=availability.components.urs.needed=1",
    "--out",
    directory,
  );
  expect(exitCode).toBe(2);
  expect(err).toContain("availability.commonCause");
  expect(err).toContain("availability.components.urs");
  expect(err).toContain("2 mistakes");
  expect(existsSync(directory)).toBe(false);
});

test("without a platform there is nothing to reckon with", async () => {
  const { exitCode, err } = await busyhour("availability", scenarioFile(TINY));
  expect(exitCode).toBe(2);
  expect(err).toContain("this one has none");
});
