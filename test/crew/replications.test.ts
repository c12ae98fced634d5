import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { replicationsOf, wholePrefix } from "../../src/crew/replications.ts";
import { runStudy } from "../../src/run.ts";
import { openStudy, replicate } from "../../src/study.ts";
import { busyhour, scenarioFile, TINY } from "../cli/support.ts";

const tiny = scenarioFile(TINY);

describe("replications", () => {
  test("are merged by index: any number of threads gives the same bytes", async () => {
    const program = fileURLToPath(new URL("../cli/main.ts", import.meta.url));
    const command = ["--import", "tsx", program, "run", tiny, "--json", "--workers"];
    const printed = (workers: string) =>
      promisify(execFile)(process.execPath, [...command, workers]);
    const [one, two] = await Promise.all([printed("1"), printed("2")]);
    expect(two.stdout).toBe(one.stdout);
    expect((await busyhour("run", tiny, "--json")).out).toBe(one.stdout);
  });

  test("are those of their index, each time", async () => {
    const study = openStudy(tiny);
    const samples = await replicationsOf(study, {});
    expect(samples).toHaveLength(5);
    expect(samples[3]).toEqual(replicate(study, 3));
    expect(samples[3]).not.toEqual(samples[4]);
  });

  test("an early end leaves those before the first gap", () => {
    expect(wholePrefix(["a", "b", undefined, "d"])).toEqual(["a", "b"]);
    expect(wholePrefix([undefined, "b"])).toEqual([]);
    expect(wholePrefix(["a", "b"])).toEqual(["a", "b"]);
  });
});

describe("a study that is ended early", () => {
  const endedAfter = (count: number) => {
    const end = new AbortController();
    const onFinished = (finished: number) => finished === count && end.abort();
    return runStudy(tiny, { signal: end.signal, onFinished });
  };

  test("reports what is finished, as a study of so many replications would", async () => {
    const early = await endedAfter(3);
    const whole = await runStudy(tiny, { overrides: ["run.replications=3"] });
    expect(early!.replications).toBe(3);
    expect(early!.estimates).toEqual(whole!.estimates);
  });

  test("reports nothing from a single replication", async () => {
    expect(await endedAfter(1)).toBeUndefined();
  });
});

test("a study reads its files once: threads see what was checked", () => {
  const { source } = openStudy(tiny);
  const again = openStudy(
    source.path,
    source.overrides,
    new Map([[tiny, TINY.replace("12", "99")]]),
  );
  expect([...source.texts]).toEqual([[tiny, TINY]]);
  expect(again.scenario.groups[0]!.staffing[0]!.count).toEqual([99]);
});
