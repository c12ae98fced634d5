import { openStudy } from "../../src/study.ts";
import { simulated } from "./simulated.ts";

const CENTRE = `name: pacing
platform: none
run: { warmUp: 1h, measure: 60h, replications: 4 }
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

/** 30 agents dialling by a mode; 30 days are 240 h, at 8 h a day. */
export const pacedBy = (mode: string, replications: number, hours: number) =>
  simulated(
    openStudy(
      "pacing.yaml",
      [`campaigns.c.mode=${mode}`, `run.measure=${hours}h`],
      new Map([["pacing.yaml", CENTRE]]),
    ),
    replications,
  );
