import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeFiles } from "../../src/report/write.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "write-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const good = new Map<string, string | Uint8Array>([
  ["summary.json", "{}\n"],
  ["caps.png", Uint8Array.of(1, 2, 3)],
]);
/** The second file cannot be written: its folder does not exist. */
const failing = new Map([
  ["summary.json", "half a report"],
  ["missing/summary.md", "never"],
]);

describe("writing a report directory", () => {
  test("makes the directories above and leaves nothing else behind", () => {
    const directory = join(home, "a", "b");
    writeFiles(directory, good);
    expect(readdirSync(directory).sort()).toEqual(["caps.png", "summary.json"]);
    expect([...readFileSync(join(directory, "caps.png"))]).toEqual([1, 2, 3]);
    expect(readdirSync(join(home, "a"))).toEqual(["b"]);
  });

  test("gives the directory the permissions that any new directory has", () => {
    mkdirSync(join(home, "plain"));
    writeFiles(join(home, "report"), good);
    expect(statSync(join(home, "report")).mode).toBe(statSync(join(home, "plain")).mode);
  });

  test("replaces its own files and keeps the planner's", () => {
    writeFileSync(join(home, "notes.txt"), "mine");
    writeFileSync(join(home, "summary.json"), "old");
    writeFiles(home, good);
    expect(readdirSync(home).sort()).toEqual(["caps.png", "notes.txt", "summary.json"]);
    expect(readFileSync(join(home, "summary.json"), "utf8")).toBe("{}\n");
  });

  test("a failure leaves no new directory", () => {
    expect(() => writeFiles(join(home, "report"), failing)).toThrow("ENOENT");
    expect(readdirSync(home)).toEqual([]);
  });

  test("a failure leaves the old report as it was", () => {
    writeFiles(join(home, "report"), good);
    expect(() => writeFiles(join(home, "report"), failing)).toThrow("ENOENT");
    expect(readdirSync(join(home, "report")).sort()).toEqual(["caps.png", "summary.json"]);
    expect(readFileSync(join(home, "report", "summary.json"), "utf8")).toBe("{}\n");
  });
});
