import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Archive } from "../../src/archive/archive.ts";
import { keyOf } from "../../src/archive/key.ts";
import { decodeSample, encodeSample } from "../../src/archive/sampleCodec.ts";
import { archived } from "../../src/crew/archived.ts";
import { replicationsOf } from "../../src/crew/replications.ts";
import { thisThread } from "../../src/crew/thisThread.ts";
import { openStudy, replicate } from "../../src/study.ts";
import { scenarioFile, scratch, TINY } from "../cli/support.ts";

const study = openStudy(scenarioFile(TINY));
const inTrouble = openStudy("scenarios/dr/site-loss.yaml", [
  "run.fidelity=call",
  "run.warmUp=1min",
  "run.measure=20min",
]);

describe("an encoded sample", () => {
  test("comes back the same: histograms that are missing and moments that never came too", () => {
    const sample = replicate(inTrouble, 0);
    expect(sample.levelHistogram).toContain(null);
    expect(sample.moments.some(Number.isNaN)).toBe(true);
    expect(decodeSample(encodeSample(sample))).toEqual(sample);
  });

  test("is refused when it is cut short, or something else", () => {
    const bytes = encodeSample(replicate(study, 0));
    expect(() => decodeSample(bytes.subarray(0, bytes.length - 8))).toThrow("a part of one");
    expect(() => decodeSample(new TextEncoder().encode("{}\n"))).toThrow("busyhour sample 1");
    expect(() => decodeSample(new Uint8Array())).toThrow("busyhour sample 1");
  });
});

describe("an archive", () => {
  test("makes only what it does not hold", async () => {
    const archive = new Archive(scratch());
    const made: number[] = [];
    const own = thisThread();
    const crew = archived(
      {
        replicate: (of, index) => {
          made.push(index);
          return own.replicate(of, index);
        },
        dismiss: own.dismiss,
      },
      archive,
    );
    const first = await Promise.all([1, 3].map((index) => crew.replicate(study, index)));
    const all = await replicationsOf(study, { crew });
    expect(made).toEqual([1, 3, 0, 2, 4]);
    expect([all[1], all[3]]).toEqual(first);
    expect(archive.finished(keyOf(study))).toEqual([0, 1, 2, 3, 4]);
    expect(archive.keys()).toEqual([keyOf(study)]);
  });

  test("lets the first win, and refuses a result that differs", () => {
    const archive = new Archive(scratch());
    const [sample, other] = [replicate(study, 0), replicate(study, 1)];
    archive.write("key", 7, sample);
    archive.write("key", 7, sample);
    expect(() => archive.write("key", 7, other)).toThrow("with another result");
    expect(archive.read("key", 7)).toEqual(sample);
    expect(readdirSync(join(archive.directory, "key"))).toEqual(["000007.sample.gz"]);
  });

  test("names a damaged file", () => {
    const archive = new Archive(scratch());
    archive.write("key", 0, replicate(study, 0));
    const file = join(archive.directory, "key", "000000.sample.gz");
    writeFileSync(file, readFileSync(file).subarray(0, 100));
    expect(() => archive.read("key", 0)).toThrow(/000000\.sample\.gz: damaged .* delete it/);
  });
});

test("studies of the same meaning and seed share a key, others do not", () => {
  const key = (...overrides: string[]) => keyOf(openStudy(study.source.path, overrides));
  expect(key("title=another", "run.replications=9")).toBe(key());
  expect(new Set([key(), key("run.seed=other"), key("agents.all.sites.dc1=13")]).size).toBe(3);
});
