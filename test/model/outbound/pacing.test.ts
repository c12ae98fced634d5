import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AbandonControl } from "../../../src/model/outbound/abandonControl.ts";
import {
  type Outlook,
  overdial,
  progressive,
  threshold,
} from "../../../src/model/outbound/pacing.ts";
import { mostUnderWay, Predictive } from "../../../src/model/outbound/predictive.ts";
import { surplus } from "../../../src/model/outbound/surplus.ts";

const DAY_US = 86_400e6;
const US_RULE = { share: 0.03, margin: 0.005, windowUs: 30 * DAY_US };

const seen = (outlook: Partial<Outlook>): Outlook => ({
  ready: 0,
  busy: 0,
  queued: 0,
  dialling: 0,
  tested: outlook.ready ?? 0,
  ...outlook,
});

describe("rules without memory", () => {
  test("progressive: the example of the product's documentation", () => {
    expect(progressive(0.7).dials(seen({ ready: 4, dialling: 1 }), 0)).toBe(1);
  });

  test("progressive leaves agents to those who wait, and never takes a dial back", () => {
    expect(progressive(1).dials(seen({ ready: 5, queued: 2, dialling: 1 }), 0)).toBe(2);
    expect(progressive(1).dials(seen({ ready: 1, queued: 2, dialling: 1 }), 0)).toBe(0);
  });

  test("overdialling tops up per idle and per busy agent together, rounded down once", () => {
    expect(overdial(1.5, 0.25).dials(seen({ ready: 3, busy: 6, dialling: 2 }), 0)).toBe(4);
    expect(overdial(1.5, 0.25).dials(seen({ ready: 3, busy: 6, dialling: 9 }), 0)).toBe(0);
  });

  test("threshold: round(κ · free) + c less what is under way, from enough ready agents on", () => {
    const pacing = threshold({ perReady: 1.5, more: 2, leastReady: 3, leastTested: 4 });
    expect(pacing.dials(seen({ ready: 3, tested: 4, dialling: 1 }), 0)).toBe(6);
    expect(pacing.dials(seen({ ready: 3, tested: 3 }), 0)).toBe(0);
    expect(pacing.dials(seen({ ready: 2, tested: 9 }), 0)).toBe(0);
  });
});

/** E[(Bin(n, p) − free)⁺] by the law of the n-fold sum, without a formula for a term. */
function surplusByConvolution(n: number, p: number, free: number): number {
  let law = [1];
  for (let trial = 0; trial < n; trial++)
    law = [...law, 0].map((chance, k) => (1 - p) * chance + (k === 0 ? 0 : p * law[k - 1]));
  return law.reduce((sum, chance, k) => sum + chance * Math.max(0, k - free), 0);
}

const SHARE = fc.double({ min: 0.001, max: 0.999, noNaN: true });

test("surplus agrees with the law of the sum, on both sides of the mean", () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 120 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: -5, max: 130, noNaN: true }),
      (n, p, free) => {
        const exact = surplusByConvolution(n, p, free);
        expect(Math.abs(surplus(n, p, free) - exact)).toBeLessThan(1e-9 * (1 + exact));
      },
    ),
  );
});

test("the look-ahead dials as many as fit the plan, and one more would not", () => {
  fc.assert(
    fc.property(
      SHARE,
      fc.double({ min: 0.01, max: 300, noNaN: true }),
      fc.double({ min: 1e-6, max: 0.5, noNaN: true }),
      (hit, free, planned) => {
        const most = mostUnderWay(hit, free, planned);
        const share = (n: number) => (n === 0 ? 0 : surplus(n, hit, free) / (n * hit));
        expect(share(most)).toBeLessThanOrEqual(planned);
        expect(share(most + 1)).toBeGreaterThan(planned * (1 - 1e-9));
      },
    ),
  );
});

describe("the controller of the abandoned share", () => {
  test("plans the allowance at first, more while it is kept, less once it is overdrawn", () => {
    const [kept, overdrawn] = [new AbandonControl(US_RULE), new AbandonControl(US_RULE)];
    expect(kept.planned(0)).toBe(0.03);
    for (let i = 0; i < 200; i++) kept.ended(false, i);
    for (let i = 0; i < 200; i++) overdrawn.ended(i % 35 === 34, i);
    expect(kept.planned(200)).toBeGreaterThan(0.04);
    expect(overdrawn.planned(200)).toBeLessThan(0.03);
  });

  test("plans none for a window whose allowance is used up, and begins the next anew", () => {
    const control = new AbandonControl(US_RULE);
    for (let i = 0; i < 1000; i++) control.ended(i % 25 === 24, i);
    expect(control.planned(1000)).toBe(0);
    for (let i = 0; i < 400; i++) control.ended(false, US_RULE.windowUs + i);
    expect(control.planned(US_RULE.windowUs + 400)).toBeGreaterThan(0.03);
  });

  test("an allowance that was kept for long is not spent at once", () => {
    const control = new AbandonControl(US_RULE);
    for (let i = 0; i < 100_000; i++) control.ended(false, i);
    expect(control.planned(1e6)).toBeLessThan(0.16);
  });
});

describe("predictive", () => {
  const learnt = (results: number) => {
    const pacing = new Predictive({ allowance: US_RULE, leastAgents: 15, leastResults: 100 });
    for (let i = 0; i < results; i++) pacing.attempted(i % 3 === 0, 10e6);
    return pacing;
  };
  const idle = seen({ ready: 20 });

  test("one per ready agent with few agents or few results, more beyond", () => {
    expect(learnt(99).dials(idle, 0)).toBe(20);
    expect(learnt(500).dials(seen({ ready: 14 }), 0)).toBe(14);
    expect(learnt(500).dials(idle, 0)).toBeGreaterThan(30);
  });

  test("no more than before when as many are under way already", () => {
    const pacing = learnt(500);
    const first = pacing.dials(idle, 0);
    expect(pacing.dials({ ...idle, dialling: first - 7 }, 0)).toBe(7);
    expect(pacing.dials({ ...idle, dialling: first }, 0)).toBe(0);
    expect(pacing.dials({ ...idle, queued: 10 }, 0)).toBeLessThan(first / 1.5);
  });

  test("counts on the agents who will be free by the time somebody answers", () => {
    const [busy, fresh] = [learnt(500), learnt(500)];
    for (let i = 0; i < 200; i++) {
      busy.releases.begin(0);
      busy.releases.end(0, 60e6);
      fresh.releases.begin(0);
      fresh.releases.end(0, 60e6);
    }
    for (let agent = 0; agent < 20; agent++) {
      busy.releases.begin(100e6);
      fresh.releases.begin(148e6);
    }
    const outlook = seen({ busy: 20 });
    expect(busy.dials(outlook, 159e6)).toBeGreaterThan(30);
    expect(fresh.dials(outlook, 159e6)).toBe(0);
  });
});
