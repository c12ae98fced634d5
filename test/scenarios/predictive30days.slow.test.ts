import { expect, test } from "vitest";
import { openStudy } from "../../src/study.ts";
import { simulated } from "./simulated.ts";

/** 30 days of 8 h, the window of the US rule, of 30 agents: half a minute or more for each mode. */
const CENTRE = `name: pacing
platform: none
run: { warmUp: 1h, measure: 240h, replications: 3 }
sites: { dc1: {} }
queues: { q: { groups: [g] } }
agents: { g: { sites: { dc1: 30 } } }
campaigns:
  c:
    queue: q
    records: unlimited
    mode: progressive
    detection: { humanAsMachine: 0, machineAsHuman: 0 }
    talk: "lognormal(mean 180s, cv 1.0)"
    afterCallWork: 19s
`;

function pacedBy(mode: string) {
  const files = new Map([["pacing.yaml", CENTRE]]);
  const study = openStudy("pacing.yaml", [`campaigns.c.mode=${mode}`], files);
  return simulated(study, study.scenario.run.replications);
}

test("30 days of predictive dialling keep to 3 %, 10 points of occupancy above progressive", () => {
  const [predictive, progressive] = [pacedBy("predictive"), pacedBy("progressive")];
  expect(predictive("outbound.abandoned.ratio").high95).toBeLessThan(0.03);
  expect(progressive("outbound.abandoned.ratio").estimate).toBe(0);
  expect(predictive("outbound.unconnected.worst24h").high95).toBeLessThan(0.03);
  const gain = predictive("agents.occupancy").low95! - progressive("agents.occupancy").high95!;
  expect(gain).toBeGreaterThan(0.1);
}, 600_000);
