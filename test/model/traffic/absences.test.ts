import { describe, expect, test } from "vitest";
import { exponential } from "../../../src/engine/distributions/exponential.ts";
import { streamOf } from "../../../src/engine/streams.ts";
import { Absences } from "../../../src/model/traffic/absences.ts";

const POSITIONS = 20;
const SHRINKAGE = 0.3;
const ABSENCE_S = 1800;
const DAYS = 4000;
/** Seconds after the start of the run at which heads are counted. */
const COUNTED_S = [0, 900, 1800, 3600];

const law = exponential.build({ mean: ABSENCE_S * 1e6 }, "absence");
const presenceS = (ABSENCE_S * (1 - SHRINKAGE)) / SHRINKAGE;

function dayOf(replication: number): number[] {
  const stream = streamOf("present", replication, "absences");
  const absences = new Absences(POSITIONS, SHRINKAGE, law, stream);
  absences.staff(POSITIONS);
  return COUNTED_S.map((atS) => {
    absences.passTo(atS * 1e6);
    return absences.present;
  });
}

const days = Array.from({ length: DAYS }, (_, replication) => dayOf(replication));
const mean = (of: (day: readonly number[]) => number) =>
  days.reduce((sum, day) => sum + of(day), 0) / DAYS;

/** Present agents of a two-state process that is stationary: binomial at any one time. */
const MEAN = POSITIONS * (1 - SHRINKAGE);
const VARIANCE = POSITIONS * SHRINKAGE * (1 - SHRINKAGE);

describe.each(COUNTED_S.map((atS, i) => [atS, i] as const))("present after %d s", (atS, i) => {
  test("are binomial in mean and variance, from the start", () => {
    expect(Math.abs(mean((day) => day[i]) - MEAN)).toBeLessThan(4 * Math.sqrt(VARIANCE / DAYS));
    const variance = mean((day) => (day[i] - MEAN) * (day[i] - MEAN));
    expect(Math.abs(variance / VARIANCE - 1)).toBeLessThan(4 * Math.sqrt(2 / DAYS));
  });

  test("remember the start as long as absences and presences last", () => {
    const expected = Math.exp(-atS * (1 / ABSENCE_S + 1 / presenceS));
    const found = mean((day) => (day[0] - MEAN) * (day[i] - MEAN)) / VARIANCE;
    expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt(2 / DAYS));
  });
});

test("positions come and go at whole microseconds", () => {
  const absences = new Absences(POSITIONS, SHRINKAGE, law, streamOf("present", 0, "absences"));
  absences.staff(POSITIONS);
  for (let changes = 0; changes < 100; changes++) {
    expect(Number.isInteger(absences.nextUs)).toBe(true);
    absences.passTo(absences.nextUs);
  }
});
