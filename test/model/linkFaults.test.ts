import { describe, expect, test } from "vitest";
import { type Stream, streamOf } from "../../src/engine/streams.ts";
import { CLASS, LinkFaults } from "../../src/model/linkFaults.ts";
import { planOf } from "../../src/model/plan.ts";
import { scenarioOf, TWO_SITES } from "../support/scenarios.ts";

const { SIGNALLING, TLIB } = CLASS;
const NEVER = Number.POSITIVE_INFINITY;
const LINK = 2;
const plan = planOf(scenarioOf(TWO_SITES));
const faulty = () => new LinkFaults(plan);
const leakOf = (name: string) => streamOf("links", 0, name);

describe("faults of a link that overlap", () => {
  test("two that cut it: the first one's end is none", () => {
    const links = faulty();
    for (let fault = 0; fault < 2; fault++) links.cut(LINK, SIGNALLING);
    links.mend(LINK, SIGNALLING);
    expect([links.isCut(LINK, SIGNALLING), links.isWell[LINK]]).toEqual([true, 0]);
    links.mend(LINK, SIGNALLING);
    expect([links.isCut(LINK, SIGNALLING), links.isWell[LINK]]).toEqual([false, 1]);
  });

  test.each([
    [SIGNALLING, TLIB],
    [TLIB, SIGNALLING],
  ])("cut for one class, it is not well when the other one is back: %i, %i", (back, out) => {
    const links = faulty();
    for (const traffic of [back, out]) links.cut(LINK, traffic);
    links.mend(LINK, back);
    expect([links.isCut(LINK, back), links.isCut(LINK, out)]).toEqual([false, true]);
    expect(links.isWell[LINK]).toBe(0);
    links.mend(LINK, out);
    expect(links.isWell[LINK]).toBe(1);
  });

  test("a leak and a cut: it is well once both are over", () => {
    const draws = leakOf("one");
    const links = faulty();
    links.leak(LINK, 1, draws);
    links.cut(LINK, TLIB);
    links.mend(LINK, TLIB);
    expect([links.isWell[LINK], links.delayUs(LINK, SIGNALLING, false)]).toEqual([0, NEVER]);
    links.cut(LINK, TLIB);
    links.seal(LINK, draws);
    expect([links.isWell[LINK], links.delayUs(LINK, SIGNALLING, false)]).toEqual([0, 0]);
    links.mend(LINK, TLIB);
    expect(links.isWell[LINK]).toBe(1);
  });

  test("two leaks: the other one's goes on, and other links are as tight as before", () => {
    const [one, other] = [leakOf("one"), leakOf("other")];
    const links = faulty();
    for (const draws of [one, other]) links.leak(LINK, 1, draws);
    links.leak(LINK + 1, 1, one);
    links.seal(LINK, one);
    expect(links.delayUs(LINK, SIGNALLING, false)).toBe(NEVER);
    expect(links.delayUs(LINK + 1, SIGNALLING, false)).toBe(NEVER);
    links.seal(LINK, other);
    expect([links.isWell[LINK], links.isWell[LINK + 1]]).toEqual([1, 0]);
  });
});

test("what one leak loses is the same messages, whatever others do", () => {
  const lostBy = (...shares: number[]) => {
    const links = faulty();
    const later = leakOf("later");
    shares.forEach((share, i) => {
      links.leak(LINK, share, leakOf(`${i}`));
    });
    links.leak(LINK, 0.4, later);
    for (let message = 0; message < 100; message++) links.delayUs(LINK, SIGNALLING, false);
    return later.next();
  };
  expect(lostBy(0.5, 0.9)).toBe(lostBy());
});

describe("a segment of TCP", () => {
  const { rtoUs, t1Us } = plan.scenario.signalling;
  /** A leak that loses the first so many of what it is given. */
  const losing = (segments: number) => {
    let given = 0;
    const draws: Stream = { next: () => (given++ < segments ? 0 : 0.99) };
    const links = faulty();
    links.leak(LINK, 0.5, draws);
    return links.delayUs(LINK, TLIB, true);
  };

  test("goes again after a time that doubles, as long as a sender waits", () => {
    const most = Math.floor(Math.log2((64 * t1Us) / rtoUs + 1));
    expect(most).toBeGreaterThan(3);
    for (let lost = 0; lost <= most; lost++) expect(losing(lost)).toBe(rtoUs * (2 ** lost - 1));
    expect(losing(most + 1)).toBe(NEVER);
  });
});
