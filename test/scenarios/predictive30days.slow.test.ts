import { expect, test } from "vitest";
import { pacedBy } from "./pacing.ts";

/** 30 days of 8 h, the window of the US rule, of 30 agents: a minute or two for each mode. */
const HOURS = 240;

test("30 days of predictive dialling keep to 3 %, 10 points of occupancy above progressive", () => {
  const [predictive, progressive] = [
    pacedBy("predictive", 3, HOURS),
    pacedBy("progressive", 3, HOURS),
  ];
  expect(predictive("outbound.abandoned.ratio").high95).toBeLessThan(0.03);
  expect(predictive("outbound.unconnected.worst24h").high95).toBeLessThan(0.03);
  const gain = predictive("agents.occupancy").low95! - progressive("agents.occupancy").high95!;
  expect(gain).toBeGreaterThan(0.1);
}, 600_000);
