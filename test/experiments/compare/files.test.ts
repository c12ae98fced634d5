import { describe, expect, test } from "vitest";
import type { Comparison } from "../../../src/experiments/compare/compare.ts";
import { comparisonJson, comparisonJunit } from "../../../src/experiments/compare/files.ts";
import type { ComparedRow } from "../../../src/experiments/compare/rows.ts";
import type { Side } from "../../../src/experiments/compare/side.ts";
import { comparisonMarkdown, renderComparison } from "../../../src/experiments/compare/text.ts";
import type { Verdict } from "../../../src/stats/verdict.ts";

const NASTY = `<a & "b">'s \u0007.yaml`;
const side = (label: string): Side => ({
  ...{ label, title: "T", seed: "1", replications: 5, version: "0", figures: [] },
});

const row = (id: string, verdict: Verdict, more: Partial<ComparedRow["judgement"]> = {}) => ({
  ...{ id, unit: "s", scope: `queue:${NASTY}`, margin: { kind: "share", value: 0.01 } as const },
  ...{ a: 10, b: 11, marginSize: 0.1 },
  difference: { value: 1, error: 0.1, freedom: 4, replications: 5, kind: "paired" } as const,
  judgement: { verdict, isProven: false, halfWidth95: 0.3, replicationsNeeded: null, ...more },
});

const coarse = row("pool.inUse.p999", "undecided", { halfWidth95: null });
const open = row("wait.p99", "undecided");
const comparison: Comparison = {
  ...{ a: side(NASTY), b: side("b.yaml"), isPaired: true, replications: [5, 5], looks: 3 },
  rows: [
    row("asa", "pass", { isProven: true }),
    row("wait.mean", "fail"),
    row("wait.p90", "undecided", { replicationsNeeded: 1234 }),
    row("wait.p95", "undecided"),
    { ...open, difference: { ...open.difference, fixedError: 0.1 } },
    { ...coarse, difference: { ...coarse.difference, error: 0, kind: "coarse" } },
  ],
  undefinedFigures: [],
  oneSided: Array.from({ length: 14 }, (_, i) => ({ id: `m${i}`, scope: "cluster", of: "A" })),
};

/** What an XML reader makes of a text without a document type: elements with their attributes. */
function elementsOf(xml: string): { name: string; attributes: Record<string, string> }[] {
  const open: string[] = [];
  const found: ReturnType<typeof elementsOf> = [];
  const ATTRIBUTE = /\s+([\w-]+)="((?:[^<&"]|&(?:amp|lt|gt|quot|apos);)*)"/g;
  const rest = xml
    .replace(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/, "")
    .replace(/<(\/?)([a-z]+)((?:\s+[\w-]+="[^"<]*")*)(\/?)>/g, (_, end, name, text, empty) => {
      if (end) expect(open.pop()).toBe(name);
      else if (!empty) open.push(name);
      expect(text.replace(ATTRIBUTE, "")).toBe("");
      const pairs = [...text.matchAll(ATTRIBUTE)].map(([, key, value]) => [key, value]);
      if (!end) found.push({ name, attributes: Object.fromEntries(pairs) });
      return "";
    });
  expect(open).toEqual([]);
  expect(rest.trim()).toBe("");
  return found;
}

describe("junit.xml", () => {
  const elements = elementsOf(comparisonJunit(comparison));
  test("is well-formed whatever things are called, with a test case for each metric", () => {
    expect(elements.map(({ name }) => name)).toEqual([
      ...["testsuites", "testsuite", "testcase"],
      ...["testcase", "failure", "testcase", "skipped", "testcase", "skipped"],
      ...["testcase", "skipped", "testcase", "skipped"],
    ]);
    expect(elements[0]!.attributes).toEqual({ tests: "6", failures: "1", skipped: "4" });
    expect(elements[1]!.attributes.name).toBe(
      "&lt;a &amp; &quot;b&quot;&gt;&apos;s  .yaml against b.yaml",
    );
  });

  test("says of each how large the difference is, and its error where it is known", () => {
    const messages = elements.flatMap(({ attributes }) => attributes.message ?? []);
    expect(messages[0]).toBe("A 10, B 11, difference 1 ± 0.3, margin 0.1");
    expect(messages.at(-1)).toBe("A 10, B 11, difference 1, margin 0.1");
  });
});

describe("the texts", () => {
  test("say what each verdict rests on and what would decide", () => {
    const text = comparisonMarkdown(comparison, "busyhour compare a b");
    const verdicts = text
      .split("\n")
      .flatMap((line) => /^\| .*\| ([^|]+) \|$/.exec(line)?.[1] ?? []);
    expect(verdicts).toEqual([
      "verdict",
      "---",
      "within the margin, though there is a difference",
      "beyond the margin",
      "undecided: about 1,234 replications would decide",
      "undecided: a million replications would not decide",
      "undecided: the summary has too few replications",
      "undecided: its error is not known",
    ]);
    expect(text).toContain("all 3 looks at the results included.");
    expect(text).toContain("Only A has: m0, m1,");
    expect(text).toContain("m11 and 2 more.");
    expect(text).toContain("The same again: `busyhour compare a b`");
  });

  test("fit a page of the terminal", () => {
    for (const line of renderComparison(comparison).split("\n"))
      expect([...line].length).toBeLessThanOrEqual(100);
  });
});

test("compare.json has no interval where the error is not known", () => {
  const json = JSON.parse(comparisonJson(comparison, "busyhour compare a b"));
  expect(json.metrics[5]).toMatchObject({ halfWidth95: null, low95: null, high95: null });
  expect(json.metrics[1]).toMatchObject({ verdict: "fail", low95: 0.7, high95: 1.3 });
  expect(json.onlyA).toHaveLength(14);
  expect(json).toMatchObject({ verdict: "fail", onlyB: [], command: "busyhour compare a b" });
});
