import { describe, expect, test } from "vitest";
import { Layout } from "../../src/measure/layout.ts";

describe("a layout", () => {
  test("gives each kind its own indexes, and the same name the same index", () => {
    const layout = new Layout();
    expect(layout.counter("caps.offered", "cluster")).toBe(0);
    expect(layout.counter("caps.offered", "site:dc1")).toBe(1);
    expect(layout.cohort("caps.offered", "cluster")).toBe(0);
    expect(layout.counter("caps.offered", "cluster")).toBe(0);
    expect(layout.size("counter")).toBe(2);
    expect(layout.entries).toEqual([
      { kind: "counter", id: "caps.offered", scope: "cluster", index: 0 },
      { kind: "counter", id: "caps.offered", scope: "site:dc1", index: 1 },
      { kind: "cohort", id: "caps.offered", scope: "cluster", index: 0 },
    ]);
  });

  test("finds what was asked for, and nothing else", () => {
    const layout = new Layout();
    layout.level("calls.talking", "cluster");
    expect(layout.find("level", "calls.talking", "cluster")).toBe(0);
    expect(layout.find("level", "calls.talking", "site:dc1")).toBeUndefined();
    expect(layout.find("counter", "calls.talking", "cluster")).toBeUndefined();
  });

  test("gives a recorder a further scope, unless that scope has one of its own", () => {
    const layout = new Layout();
    layout.counter("caps.offered", "cluster");
    const ofSite = layout.counter("caps.offered", "site:dc1");
    layout.alias("counter", "caps.offered", "site:dc1", 0);
    layout.alias("counter", "caps.offered", "site:dc2", ofSite);
    expect(layout.find("counter", "caps.offered", "site:dc1")).toBe(ofSite);
    expect(layout.size("counter")).toBe(2);
    expect(layout.entries.slice(2)).toEqual([
      { kind: "counter", id: "caps.offered", scope: "site:dc2", index: ofSite },
    ]);
  });

  test("tells the figures it was given, and no others", () => {
    const layout = new Layout();
    layout.constant("agents", 40);
    expect([layout.constantOf("agents"), layout.constantOf("trunks")]).toEqual([40, undefined]);
  });

  test("keeps a level's histogram when any of its users wants it", () => {
    const layout = new Layout();
    layout.level("pool.inUse", "pool:trunks");
    expect(layout.levelHasHistogram).toEqual([false]);
    layout.level("pool.inUse", "pool:trunks", { histogram: true });
    layout.level("pool.inUse", "pool:trunks");
    expect(layout.levelHasHistogram).toEqual([true]);
  });

  test("refuses a tally that would follow both the window and the cohort", () => {
    const layout = new Layout();
    layout.tally("wait", "cluster", { cohort: true });
    expect(() => layout.tally("wait", "cluster", { cohort: false })).toThrow("wait [cluster]");
  });
});
