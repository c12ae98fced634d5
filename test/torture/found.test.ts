import { expect, test } from "vitest";
import { scenarioOf } from "../support/scenarios.ts";
import { suffer } from "./suffer.ts";

const ADDED_AGAIN = `
name: added-again
sites: { dc1: {} }
agents: { all: { sites: { dc1: 1 } } }
faults: [nodeAdded: { target: dc1/sbc/2, every: 40s }]
`;

/** What torture has found, as small as it has made it. */
const FOUND = {
  "agents log in where the only node is added later": `
name: random-2316
run: { fidelity: call, warmUp: 0s, measure: 20min, agentsAtStart: logInWave }
sites: { dc1: { sipServer: 1 } }
signalling: { hardphoneExpires: 30s, transport: { phones: tcp } }
agents: { all: { phone: hardphone, sites: { dc1: 3 } } }
faults: [nodeAdded: { target: dc1/sipServer/1, at: 74951ms }]
`,
  "agents log in at another GWS while their phones refresh": `
name: random-5892
run: { warmUp: 0s, measure: 20min, agentsAtStart: logInWave, logInSpread: "uniform(0s, 90s)" }
sites: { dc2: {} }
signalling: { registerExpires: 10s }
agents: { day: { sites: { dc2: [4, 3, 1, 6] }, intervals: { start: 08:00, length: 1min } } }
faults: [gracefulShutdown: { target: dc2/gws/1, at: 165967ms, drain: 60s }]
`,
  "an OCS is back once its campaign is over": `
name: random-3123
run:
  warmUp: 0s
  measure: 20min
  seed: s3123
  agentsAtStart: logInWave
  logInSpread: uniform(0s, 90s)
sites: { dc1: {}, dc2: { zones: 3 } }
signalling: { t1: 50ms }
campaigns:
  spring:
    queue: first
    records: 5
    mode: pushPreview
    site: dc2
    ringing: { human: 6s, machine: 9s }
    redial: { machine: { redials: 1, delay: 0s }, noAnswer: { redials: 0 } }
    preview: exponential(mean 10s)
    afterCallWork: exponential(mean 8s)
queues: { first: { groups: { day: {}, all: {} } } }
agents:
  all: { sites: { dc1: 3, dc2: 2 } }
  day:
    sites: { dc1: [2, 0, 1, 1, 6], dc2: [2, 4, 4, 0, 6] }
    intervals: { start: 08:00, length: 1min }
faults:
  - proxyDown:
      { target: dc1/sipProxy/2, name: fault3, at: 36289ms, for: exponential(mean 20s) }
  - availabilityZoneDown: { target: dc2/1, after: { fault: fault3, delay: 60s }, for: 9s }
`,
  "agents who log in at a site where their group had none are drawn there": `
name: random-40008
sites: { dc3: {}, dc4: {} }
campaigns: { autumn: { queue: first, records: 5 } }
queues: { first: { groups: { all: {} }, agentChoice: random } }
agents: { all: { sites: { dc4: 4 } } }
faults:
  - proxyDown:
      { target: dc3/sipProxy/1, every: exponential(mean 60s), for: exponential(mean 20s) }
`,
  "an agent's SBC stops between the answer and the media": `
name: random-31
run: { warmUp: 0s, measure: 20min, agentsAtStart: logInWave }
sites: { dc1: { zones: 3 } }
demand: { customers: { queue: first, intervals: { start: 08:00, length: 1min, rates: [1500/h] } } }
queues: { first: { groups: [day] } }
agents: { day: { sites: { dc1: [3] }, intervals: { start: 08:00, length: 1min } } }
faults: [availabilityZoneDown: { target: dc1/2, every: "uniform(1s, 30s)", for: 60s }]
`,
  "agents log in at a GWS that has just been shut down": `
name: random-1576
run: { fidelity: call, warmUp: 0s, measure: 20min, agentsAtStart: logInWave }
sites: { dc1: {}, dc2: {} }
agents: { day: { sites: { dc2: [4, 4, 3, 6] }, intervals: { start: 08:00, length: 1min } } }
faults:
  - rollingUpgrade: { target: dc1/sbc, name: first, at: 117327ms }
  - gracefulShutdown: { target: dc2/gws/2, after: { fault: first }, drain: 0s }
`,
  "the only agent asks its own queue for a second one, and neither it nor the customer gives up": `
name: random-8132
sites: { dc2: {} }
demand:
  customers:
    queue: first
    intervals: { start: 08:00, length: 1min, rates: [600/h, 600/h] }
    talk: 20s
    consult: { conference: 0.15, agentPatience: never }
queues: { first: { groups: [all] } }
agents: { all: { sites: { dc2: 1 } } }
`,
};

test("a machine is added once", () => {
  expect(() => scenarioOf(ADDED_AGAIN)).toThrow(/every/);
});

test.each(Object.entries(FOUND))("%s", (_, text) => {
  expect(suffer(text)).toBeUndefined();
});
