import { describe, expect, test } from "vitest";
import { cellOf } from "../../src/measure/histogram.ts";
import { Layout } from "../../src/measure/layout.ts";
import { Recorders } from "../../src/measure/recorders.ts";

const SECOND_US = 1_000_000;

describe("counts and tallies", () => {
  test("of the window end with it, those of the cohort go on", () => {
    const layout = new Layout();
    const counter = layout.counter("caps.offered", "cluster");
    const cohort = layout.cohort("calls.served", "cluster");
    const ofWindow = layout.tally("component.delay", "component:sbc", { cohort: false });
    const ofCohort = layout.tally("wait", "cluster", { cohort: true });
    const recorders = new Recorders(layout);
    const record = (us: number) => {
      recorders.counters[counter]++;
      recorders.cohorts[cohort]++;
      recorders.record(ofWindow, us);
      recorders.record(ofCohort, us);
    };
    record(99_999);
    recorders.openWindow(100);
    record(3);
    record(2_000);
    recorders.closeWindow(200);
    record(7_000);
    const sample = recorders.finish();
    expect(sample.counters[counter]).toBe(2);
    expect(sample.cohorts[cohort]).toBe(3);
    expect([...sample.tallyCount]).toEqual([2, 3]);
    expect([...sample.tallySum]).toEqual([2_003, 9_003]);
    expect([...sample.tallyMax]).toEqual([2_000, 7_000]);
    expect([...sample.tallyHistogram[ofWindow].keys]).toEqual([3, cellOf(2_000)]);
    expect([...sample.tallyHistogram[ofCohort].keys]).toEqual([3, 2_000, 7_000].map(cellOf));
    expect([...sample.tallyHistogram[ofCohort].weights]).toEqual([1, 1, 1]);
  });

  test("take many equal durations at once as if they came one by one", () => {
    const layout = new Layout();
    const tallies = ["one by one", "at once", "a column at once"].map((id) =>
      layout.tally(id, "all", { cohort: true }),
    );
    const recorders = new Recorders(layout);
    recorders.openWindow(0);
    for (const [valueUs, times] of [
      [5_000, 3],
      [80_000, 2],
      [700, 1],
    ]) {
      for (let i = 0; i < times; i++) recorders.record(tallies[0], valueUs);
      recorders.recordMany(tallies[1], valueUs, times);
    }
    recorders.recordAll(tallies[2], Float64Array.of(5_000, 80_000, 700, 9), 3, 2);
    recorders.closeWindow(100);
    const sample = recorders.finish();
    expect([...sample.tallyCount]).toEqual([6, 6, 6]);
    expect([...sample.tallySum]).toEqual([175_700, 175_700, 171_400]);
    expect([...sample.tallyMax]).toEqual([80_000, 80_000, 80_000]);
    expect([...sample.tallyHistogram[2].weights]).toEqual([2, 2, 2]);
    expect(sample.tallyHistogram[1]).toEqual(sample.tallyHistogram[0]);
  });

  test("of different tallies keep apart where their cells lie side by side", () => {
    const layout = new Layout();
    const [one, other] = ["one", "other"].map((id) => layout.tally(id, "all", { cohort: false }));
    const recorders = new Recorders(layout);
    recorders.openWindow(0);
    recorders.record(one, 5);
    recorders.record(other, 0);
    recorders.record(one, 300);
    recorders.closeWindow(100);
    const { tallyHistogram } = recorders.finish();
    expect([one, other].map((tally) => [...tallyHistogram[tally].keys])).toEqual([[5, 300], [0]]);
  });

  test("of a finished sample stay as they are", () => {
    const layout = new Layout();
    const cohort = layout.cohort("calls.served", "cluster");
    const counter = layout.counter("caps.offered", "cluster");
    const caps = layout.window("caps.offered", "cluster", { counter });
    const recorders = new Recorders(layout);
    recorders.openWindow(0);
    recorders.cohorts[cohort] = 3;
    recorders.counters[counter] = 4;
    recorders.closeWindow(SECOND_US);
    const sample = recorders.finish();
    recorders.openWindow(SECOND_US);
    expect([sample.cohorts[cohort], sample.counters[counter], sample.windowMax[caps]]).toEqual([
      3, 4, 4,
    ]);
  });

  test("cannot be read before the window is closed", () => {
    const recorders = new Recorders(new Layout());
    expect(() => recorders.finish()).toThrow("closeWindow");
  });
});

describe("windows and minutes", () => {
  const layout = new Layout();
  const calls = layout.counter("caps.offered", "cluster");
  const streams = layout.level("link.streams", "link:dc1>dc2");
  const bytes = layout.counter("link.bytes", "link:dc1>dc2");
  const caps = layout.window("caps.offered", "cluster", { counter: calls });
  const load = layout.window("link.load", "link:dc1>dc2", [
    { level: streams, factor: 1_000 },
    { counter: bytes, factor: 8 },
  ]);
  const capsByMinute = layout.minute("caps.offered", "cluster", { counter: calls });
  const peakByMinute = layout.minute("caps.offered.max1s", "cluster", { maxOfSecond: caps });
  const loadByMinute = layout.minute("link.load", "link:dc1>dc2", [
    { level: streams, factor: 1_000 },
    { counter: bytes, factor: 8 },
  ]);

  /**
   * Two minutes and a half: 1 call a second, 5 in second 10, 4 in second 60; a stream from three
   * quarters of each second to the first quarter of the next.
   */
  function run() {
    const recorders = new Recorders(layout);
    recorders.counters[calls] += 17;
    const startUs = 5 * SECOND_US;
    recorders.openWindow(startUs);
    for (let second = 0; second < 150; second++) {
      const nowUs = startUs + second * SECOND_US;
      if (second > 0) {
        recorders.second(nowUs);
        recorders.changeLevel(streams, nowUs + 250_000, -1);
      }
      recorders.counters[calls] += second === 10 ? 5 : second === 60 ? 4 : 1;
      recorders.counters[bytes] += 100;
      recorders.changeLevel(streams, nowUs + 750_000, 1);
    }
    recorders.closeWindow(startUs + 150 * SECOND_US);
    return recorders.finish();
  }

  test("give one value for each whole second", () => {
    const sample = run();
    expect([...sample.windowHistogram[caps].keys]).toEqual([1, 4, 5]);
    expect([...sample.windowHistogram[caps].weights]).toEqual([148, 1, 1]);
    expect(sample.windowMax[caps]).toBe(5);
    expect([...sample.windowHistogram[load].keys]).toEqual([1_050, 1_300].map(cellOf));
    expect([...sample.windowHistogram[load].weights]).toEqual([1, 149]);
    expect(sample.windowMax[load]).toBe(1_300);
  });

  test("round a second's value to the nearest whole one, but not the greatest", () => {
    const recorders = new Recorders(layout);
    recorders.openWindow(7 * SECOND_US);
    [1_600, 1_550].forEach((forUs, second) => {
      const nowUs = (7 + second) * SECOND_US;
      if (second > 0) recorders.second(nowUs);
      recorders.changeLevel(streams, nowUs, 1);
      recorders.changeLevel(streams, nowUs + forUs, -1);
    });
    recorders.closeWindow(9 * SECOND_US);
    const { windowHistogram, windowMax } = recorders.finish();
    expect([...windowHistogram[load].keys]).toEqual([2]);
    expect([...windowHistogram[load].weights]).toEqual([2]);
    expect(windowMax[load]).toBe(1.6);
  });

  test("close a window of one second with it", () => {
    const recorders = new Recorders(layout);
    recorders.openWindow(7 * SECOND_US);
    recorders.closeWindow(8 * SECOND_US);
    expect([...recorders.finish().windowHistogram[caps].weights]).toEqual([1]);
  });

  test("give one value for each whole minute, in the same unit", () => {
    const sample = run();
    expect([...sample.minutes[capsByMinute]]).toEqual([64 / 60, 63 / 60]);
    expect([...sample.minutes[peakByMinute]]).toEqual([5, 4]);
    expect([...sample.minutes[loadByMinute]]).toEqual([29_750 / 60 + 800, 1_300]);
  });

  test("keep every minute of several days", () => {
    const recorders = new Recorders(layout);
    recorders.openWindow(0);
    const minutes = Array.from({ length: 3_000 }, (_, minute) => minute);
    for (const minute of minutes) {
      recorders.counters[calls] += 60 * minute;
      recorders.minute((minute + 1) * 60 * SECOND_US);
    }
    recorders.closeWindow(minutes.length * 60 * SECOND_US);
    expect([...recorders.finish().minutes[capsByMinute]]).toEqual(minutes);
  });

  test("start again when the window opens again", () => {
    const recorders = new Recorders(layout);
    const endUs = 70 * SECOND_US;
    recorders.openWindow(0);
    recorders.counters[calls] += 9;
    for (let nowUs = SECOND_US; nowUs <= endUs; nowUs += SECOND_US) {
      recorders.second(nowUs);
      recorders.counters[calls] += 1;
    }
    recorders.openWindow(endUs);
    for (let second = 1; second <= 115; second++) recorders.second(endUs + second * SECOND_US);
    recorders.closeWindow(endUs + 115 * SECOND_US);
    const sample = recorders.finish();
    expect([...sample.windowHistogram[caps].keys]).toEqual([0]);
    expect([...sample.windowHistogram[caps].weights]).toEqual([115]);
    expect(sample.windowMax[caps]).toBe(0);
    expect([...sample.minutes[capsByMinute]]).toEqual([0]);
    expect([...sample.minutes[peakByMinute]]).toEqual([0]);
  });
});
