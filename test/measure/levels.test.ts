import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Layout } from "../../src/measure/layout.ts";
import { Recorders } from "../../src/measure/recorders.ts";

const SECOND_US = 1_000_000;

function oneLevel(histogram = false) {
  const layout = new Layout();
  const level = layout.level("agents.busy", "cluster", { histogram });
  return { level, recorders: new Recorders(layout) };
}

describe("levels", () => {
  test("have exact areas whatever their size", () => {
    const step = fc.record({
      value: fc.integer({ min: 0, max: 100_000 }),
      forUs: fc.oneof(fc.nat(10_000), fc.nat(10 * 86_400 * SECOND_US)),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), step, (steps, before) => {
        const { level, recorders } = oneLevel();
        recorders.changeLevel(level, before.forUs, before.value);
        let nowUs = before.forUs;
        recorders.openWindow(nowUs);
        let area = 0n;
        for (const { value, forUs } of steps) {
          recorders.changeLevel(level, nowUs, value - recorders.levels[level]);
          area += BigInt(value) * BigInt(forUs);
          nowUs += forUs;
        }
        expect(recorders.levelAreaUs(level, nowUs)).toBe(area);
        recorders.closeWindow(nowUs);
        const { levelMean } = recorders.finish();
        expect(levelMean[level]).toBe(Number(area) / (nowUs - before.forUs));
      }),
    );
  });

  test("count 60,000 agents to the microsecond after 41 hours", () => {
    const { level, recorders } = oneLevel();
    const hoursUs = 41 * 3_600 * SECOND_US;
    recorders.changeLevel(level, 0, 60_000);
    recorders.openWindow(0);
    for (let nowUs = SECOND_US; nowUs < hoursUs; nowUs += SECOND_US)
      recorders.changeLevel(level, nowUs, nowUs % 2_000_000 === 0 ? 1 : -1);
    const seconds = hoursUs / SECOND_US;
    const below = BigInt(seconds / 2) * BigInt(SECOND_US);
    expect(recorders.levelAreaUs(level, hoursUs)).toBe(60_000n * BigInt(hoursUs) - below);
  });

  test("keep their value and forget their history when the window opens", () => {
    const { level, recorders } = oneLevel(true);
    recorders.changeLevel(level, 0, 50);
    recorders.changeLevel(level, 10, -47);
    recorders.openWindow(20);
    recorders.changeLevel(level, 30, 2);
    recorders.changeLevel(level, 50, -1);
    recorders.closeWindow(60);
    recorders.changeLevel(level, 70, 90);
    const sample = recorders.finish();
    expect(recorders.levels[level]).toBe(94);
    expect(sample.windowUs).toBe(40);
    expect(sample.levelMean[level]).toBe((3 * 10 + 5 * 20 + 4 * 10) / 40);
    expect(sample.levelMax[level]).toBe(5);
    expect(sample.levelHistogram[level]).toEqual({
      keys: Int32Array.of(3, 4, 5),
      weights: Float64Array.of(10, 10, 20),
    });
  });

  test("that do not change in the window keep their maximum and all their time", () => {
    for (const value of [7, 8, 9, 16, 64]) {
      const { level, recorders } = oneLevel(true);
      recorders.changeLevel(level, 0, value);
      recorders.openWindow(10);
      recorders.closeWindow(40);
      const { levelMax, levelHistogram } = recorders.finish();
      expect(levelMax[level]).toBe(value);
      expect(levelHistogram[level]).toEqual({
        keys: Int32Array.of(value),
        weights: Float64Array.of(30),
      });
    }
  });

  test("keep time at any value when asked", () => {
    const { level, recorders } = oneLevel(true);
    recorders.openWindow(0);
    recorders.changeLevel(level, 5, 1_000);
    recorders.changeLevel(level, 7, -999);
    recorders.closeWindow(10);
    expect(recorders.finish().levelHistogram[level]).toEqual({
      keys: Int32Array.of(0, 1, 1_000),
      weights: Float64Array.of(5, 3, 2),
    });
  });
});

describe("levels side by side", () => {
  const hoursUs = 60 * 3_600 * SECOND_US;

  /** Three levels, of which the last keeps its times; the second outgrows a double at once. */
  function three() {
    const layout = new Layout();
    const ids = ["agents.busy", "calls.talking", "pool.inUse"];
    ids.forEach((id, i) => {
      layout.level(id, "cluster", { histogram: i === 2 });
    });
    return new Recorders(layout);
  }

  test("know nothing of each other", () => {
    const recorders = three();
    recorders.openWindow(0);
    [5, 99_999, 2].forEach((value, level) => {
      recorders.changeLevel(level, level * SECOND_US, value);
    });
    recorders.changeLevel(1, hoursUs - 1, 1);
    recorders.closeWindow(hoursUs);
    const areas = [5 * hoursUs, 0, 2 * (hoursUs - 2 * SECOND_US)];
    expect([0, 2].map((level) => Number(recorders.levelAreaUs(level, hoursUs)))).toEqual([
      areas[0],
      areas[2],
    ]);
    const ofSecond = 99_999n * BigInt(hoursUs - SECOND_US) + 1n;
    expect(recorders.levelAreaUs(1, hoursUs)).toBe(ofSecond);
    const { levelMean, levelMax, levelHistogram } = recorders.finish();
    areas[1] = Number(ofSecond);
    expect([...levelMean]).toEqual(areas.map((area) => area / hoursUs));
    expect([...levelMax]).toEqual([5, 100_000, 2]);
    expect(levelHistogram.map((times) => times && [...times.weights])).toEqual([
      null,
      null,
      [2 * SECOND_US, hoursUs - 2 * SECOND_US],
    ]);
  });

  test("have exact areas where value times now is more than a double holds", () => {
    const recorders = three();
    recorders.changeLevel(1, 0, 99_999);
    recorders.openWindow(1);
    recorders.closeWindow(hoursUs + 2);
    expect(recorders.finish().levelMean[1]).toBe(99_999);
  });
});
