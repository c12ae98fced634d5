import { describe, expect, test } from "vitest";
import { countQuantile, meanOf, varianceOf } from "../../../src/stats/theory/counts.ts";
import { erlangA } from "../../../src/stats/theory/erlangA.ts";
import { erlangB } from "../../../src/stats/theory/erlangB.ts";
import { erlangC } from "../../../src/stats/theory/erlangC.ts";
import { chainLaw } from "../../../src/stats/theory/gth.ts";
import {
  type Centre,
  type TrunkedCentre,
  trunkedCentre,
  trunksForBlocking,
} from "../../../src/stats/theory/trunkedCentre.ts";
import { expectDigits } from "./printed.ts";

const small: Centre = {
  arrivalRate: 0.12,
  ivrMean: 60,
  toAgents: 0.8,
  servers: 20,
  serviceTime: 180,
  patience: 120,
};
const reference: Centre = { arrivalRate: 8, ivrMean: 60, servers: 2000, serviceTime: 180 };

describe("the project's validation cases, computed separately, to their digits", () => {
  test("N09: 34 trunks, 80 % of the callers go on to agents", () => {
    const centre = trunkedCentre(small, 34);
    const { agents } = centre;
    const inTime = agents.answeredWithin(20);
    expectDigits("p_block", centre.pBlock, 0.01083167018);
    expectDigits("ivr_mean_occupancy", centre.ivrOccupancy, 7.122011975);
    expectDigits("occupancy", centre.occupancy, 0.8218799447);
    expectDigits("mean_queue", centre.meanQueue, 0.4368198972);
    expectDigits("trunks_mean_busy", centre.meanTrunksBusy, 23.99643077);
    expectDigits("p_wait", agents.pWait, 0.2431580347);
    expectDigits("p_abandon", agents.pAbandon, 0.03833361088);
    expectDigits("mean_wait_all", agents.meanWait, 4.600033306);
    expectDigits("mean_wait_served", agents.meanWaitServed, 4.123725832);
    expectDigits("sl_of_offered", inTime, 0.8826904743);
    const early = agents.abandonedWithin(20);
    expectDigits("sl_excl_early_abandons", inTime / (1 - early), 0.9065582698);
  });

  test("N01: trunks without limit", () => {
    const centre = trunkedCentre(reference, Infinity);
    const trunks = centre.trunksBusy();
    expectDigits("ivr_mean_occupancy", centre.ivrOccupancy, 480);
    expectDigits("trunks_mean", centre.meanTrunksBusy, 1920);
    expectDigits("trunks_mean", meanOf(trunks), 1920);
    expectDigits("trunks_sd", Math.sqrt(varianceOf(trunks)), 43.8178046);
    const quantiles = [0.5, 0.99, 0.999].map((p) => countQuantile(trunks, p));
    expect(quantiles).toEqual([1920, 2023, 2057]);
    expectDigits("occupancy", centre.occupancy, 0.72);
    expectDigits("p_wait", centre.agents.pWait, 2.361139624e-44);
    expectDigits("mean_wait_all", centre.agents.meanWait, 7.589377362e-45);
    expect(centre.agents.pAbandon).toBe(0);
    expect(centre.pBlock).toBe(0);
  });

  test("N05: trunks for a blocking of 0.1 %", () => {
    const { trunks, pBlock, pBlockOneFewer } = trunksForBlocking(reference, 0.001);
    expect(trunks).toBe(2013);
    expectDigits("p_block", pBlock, 0.0009854794761);
    expectDigits("p_block_one_fewer", pBlockOneFewer, 0.001034232853);
  });
});

/** The chain itself: calls in the IVR, calls at the agent stage, `trunks` of them at most. */
function byChain({ arrivalRate, ivrMean, toAgents = 1, ...stage }: Centre, trunks: number) {
  const { servers, serviceTime, patience = Infinity } = stage;
  const width = trunks + 1;
  const law = chainLaw(width * width, width, (from, add) => {
    const n = from % width;
    const ivr = (from - n) / width;
    if (ivr + n < trunks) add(from + width, arrivalRate);
    if (ivr > 0) {
      add(from - width, (ivr / ivrMean) * (1 - toAgents));
      if (n < trunks) add(from - width + 1, (ivr / ivrMean) * toAgents);
    }
    const leaves = Math.min(n, servers) / serviceTime + Math.max(0, n - servers) / patience;
    if (n > 0) add(from - 1, leaves);
  });
  const over = (value: (ivr: number, n: number) => number) =>
    law.reduce((sum, chance, i) => sum + chance * value(Math.floor(i / width), i % width), 0);
  const reach = over((ivr) => ivr);
  return {
    pBlock: over((ivr, n) => (ivr + n === trunks ? 1 : 0)),
    ivrOccupancy: reach,
    occupancy: over((_, n) => Math.min(n, servers)) / servers,
    meanQueue: over((_, n) => Math.max(0, n - servers)),
    meanTrunksBusy: over((ivr, n) => ivr + n),
    pWait: over((ivr, n) => (n >= servers ? ivr : 0)) / reach,
    variance: over((ivr, n) => (ivr + n) * (ivr + n)) - over((ivr, n) => ivr + n) ** 2,
  };
}

describe("agrees with the chain itself", () => {
  const tiny: Centre = { arrivalRate: 0.05, ivrMean: 60, servers: 4, serviceTime: 100 };
  test.each([
    { what: "a quarter leaves early", centre: { ...tiny, toAgents: 0.75 }, trunks: 9 },
    { what: "impatient", centre: { ...tiny, patience: 30 }, trunks: 12 },
    { what: "overloaded", centre: { ...tiny, arrivalRate: 1 }, trunks: 14 },
    {
      what: "overloaded, impatient",
      centre: { ...tiny, arrivalRate: 1, patience: 70 },
      trunks: 14,
    },
    { what: "fewer trunks than agents", centre: tiny, trunks: 3 },
    { what: "a single trunk", centre: tiny, trunks: 1 },
  ])("$what", ({ centre, trunks }) => {
    const [exact, chain] = [trunkedCentre(centre, trunks), byChain(centre, trunks)];
    const { pWait } = exact.agents;
    const figures = { ...exact, pWait, variance: varianceOf(exact.trunksBusy()) };
    for (const [name, value] of Object.entries(chain))
      expect(figures[name as "pBlock"], name).toBeCloseTo(value, 11);
    expect(meanOf(exact.trunksBusy())).toBeCloseTo(chain.meanTrunksBusy, 11);
  });
});

/** What holds whatever the laws: a trunk is busy in the IVR, in queue and in talk. */
function expectConserved(centre: Centre, figures: TrunkedCentre): void {
  const { arrivalRate, toAgents = 1, servers, serviceTime } = centre;
  const { agents, pBlock, ivrOccupancy } = figures;
  const reach = arrivalRate * (1 - pBlock) * toAgents;
  const talking = reach * (1 - agents.pAbandon) * serviceTime;
  const close = (name: string, value: number, exact: number) =>
    expect(Math.abs(value - exact), name).toBeLessThan(1e-9 * Math.max(1, exact));
  close("occupancy", figures.occupancy * servers, talking);
  close("queue", figures.meanQueue, reach * agents.meanWait);
  close("trunks", figures.meanTrunksBusy, ivrOccupancy + talking + figures.meanQueue);
  close("trunks by their law", meanOf(figures.trunksBusy()), figures.meanTrunksBusy);
}

describe("conservation, at any size and load", () => {
  const large: Centre = { ...reference, arrivalRate: 330, servers: 60_000 };
  test.each([
    { what: "small", centre: small, trunks: 34 },
    { what: "reference, hardly a wait", centre: reference, trunks: 2013 },
    {
      what: "reference, barely a trunk free",
      centre: { ...reference, arrivalRate: 11 },
      trunks: 2600,
    },
    { what: "60,000 agents", centre: { ...large, patience: 120 }, trunks: 80_000 },
    { what: "60,000 agents, patient", centre: large, trunks: 80_000 },
    { what: "60,000 agents, no limit", centre: large, trunks: Infinity },
    {
      what: "60,000 agents, half the trunks",
      centre: { ...large, arrivalRate: 700 },
      trunks: 40_000,
    },
    { what: "60,000 agents, a long queue", centre: { ...large, arrivalRate: 360 }, trunks: 90_000 },
  ])("$what", ({ centre, trunks }) => {
    expectConserved(centre, trunkedCentre(centre, trunks));
  });

  test("an overloaded centre whose queue fills the trunks", () => {
    const centre = { ...reference, arrivalRate: 12 };
    const { pBlock, occupancy, meanTrunksBusy } = trunkedCentre(centre, 4000);
    // All agents busy all the time: what they cannot answer finds no trunk.
    expect(occupancy).toBeCloseTo(1, 12);
    expect(pBlock).toBeCloseTo(1 - 2000 / 180 / 12, 12);
    expect(meanTrunksBusy).toBeGreaterThan(3900);
  });
});

describe("limits", () => {
  test("trunks without end: Erlang C behind the IVR, and Erlang A with patience", () => {
    const stage = { servers: 20, arrivalRate: 0.1, serviceTime: 180 };
    for (const patience of [Infinity, 90]) {
      const exact = patience === Infinity ? erlangC(stage) : erlangA({ ...stage, patience });
      for (const trunks of [Infinity, 2_000]) {
        const { agents, meanQueue } = trunkedCentre({ ...stage, ivrMean: 60, patience }, trunks);
        expect(agents.pWait / exact.pWait).toBeCloseTo(1, 10);
        expect(agents.meanWait / exact.meanWait).toBeCloseTo(1, 10);
        expect(meanQueue / exact.meanQueue).toBeCloseTo(1, 10);
        expect(agents.answeredWithin(15) / exact.answeredWithin(15)).toBeCloseTo(1, 10);
      }
    }
  });

  test("no agent stage: Erlang B of the IVR alone; no IVR and no queue: of the agents", () => {
    const centre = { arrivalRate: 2, ivrMean: 50, toAgents: 0, servers: 1, serviceTime: 1 };
    expect(trunkedCentre(centre, 110).pBlock / erlangB(110, 100)).toBeCloseTo(1, 12);
    const agents = { arrivalRate: 2, ivrMean: 0, servers: 110, serviceTime: 50 };
    expect(trunkedCentre(agents, 110).pBlock / erlangB(110, 100)).toBeCloseTo(1, 12);
  });

  test("as many agents as trunks: Erlang B of the whole stay, deep into overload", () => {
    for (const trunks of [1, 10, 1_000]) {
      const centre = { arrivalRate: 8, ivrMean: 60, servers: trunks, serviceTime: 180 };
      const { pBlock } = trunkedCentre(centre, trunks);
      expect(pBlock / erlangB(trunks, 8 * 240), `${trunks} trunks`).toBeCloseTo(1, 11);
    }
  });
});

describe("sizing", () => {
  test("60,000 agents: the least number that is enough", () => {
    const centre = { ...reference, arrivalRate: 330, servers: 60_000, patience: 120 };
    const { trunks, pBlock, pBlockOneFewer } = trunksForBlocking(centre, 0.001);
    expect(pBlock).toBe(trunkedCentre(centre, trunks).pBlock);
    expect(pBlockOneFewer).toBe(trunkedCentre(centre, trunks - 1).pBlock);
    expect(pBlock).toBeLessThanOrEqual(0.001);
    expect(pBlockOneFewer).toBeGreaterThan(0.001);
  });

  test("one trunk is enough for next to nothing", () => {
    const idle = { arrivalRate: 1e-6, ivrMean: 10, servers: 5, serviceTime: 10 };
    expect(trunksForBlocking(idle, 0.01)).toMatchObject({ trunks: 1, pBlockOneFewer: 1 });
  });

  test("a blocking that no number of trunks can reach is refused", () => {
    const centre = { ...reference, arrivalRate: 16 };
    expect(() => trunksForBlocking(centre, 0.001)).toThrow("target");
  });
});

test.each([
  ["arrivalRate", { arrivalRate: 0 }, 34],
  ["arrivalRate", { arrivalRate: 1, patience: Infinity }, Infinity],
  ["ivrMean", { ivrMean: -1 }, 34],
  ["toAgents", { toAgents: 1.1 }, 34],
  ["servers", { servers: 0 }, 34],
  ["serviceTime", { serviceTime: Infinity }, 34],
  ["patience", { patience: 0 }, 34],
  ["trunks", {}, 0],
])("refuses %s out of range", (name, change, trunks) => {
  const wrong = () => trunkedCentre({ ...small, ...change }, trunks);
  expect(wrong).toThrow(RangeError);
  expect(wrong).toThrow(name);
});
