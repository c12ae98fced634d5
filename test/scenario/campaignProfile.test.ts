import { expect, test } from "vitest";
import { scenarioOf } from "../support/scenarios.ts";

/** Calls take 200 s of an agent; a dial takes 10 s to its result and 60 s of an agent. */
const centre = (campaigns: string) => `name: blended
platform: none
run: { warmUp: 0s, measure: 3h, startOfDay: "08:00" }
sites: { dc1: {} }
demand:
  customers:
    queue: calls
    intervals: { start: "08:00", length: 1h, rates: [180/h, 540/h, 720/h] }
    ring: 0s
    talk: 200s
    afterCallWork: 0s
queues:
  calls: { groups: [inbound, blended] }
  dial: { groups: [blended] }
agents:
  inbound: { sites: { dc1: 20 } }
  blended: { sites: { dc1: 20 } }
campaigns:
${campaigns}`;
const campaign = (name: string, rest = "") => `  ${name}:
    queue: dial
    records: unlimited
    mode: predictive
    results: { human: 0.3, machine: 0, noAnswer: 0.7, busy: 0, invalid: 0, fax: 0 }
    detection: { humanAsMachine: 0, machineAsHuman: 0 }
    ring: 0s
    talk: 200s
    afterCallWork: 0s
    ${rest}
`;
const ratesOf = (text: string) =>
  scenarioOf(text)
    .demand.filter(({ origin }) => origin === "campaign")
    .map(({ profile }) => [profile.startUs.map((at) => at / 3600e6), profile.perSecond]);

test("a campaign is planned with the agents whom customers leave to it", () => {
  // 10, 30 and 40 agents are busy with calls: all of the 20 who blend are left, 10, and none.
  const [[hours, rates]] = ratesOf(centre(campaign("one")));
  expect(hours).toEqual([0, 1, 2]);
  expect(rates).toEqual([20 / 60, 10 / 60, 0]);
});

test("campaigns share a group evenly, and dial within their hours alone", () => {
  const [all, morning] = ratesOf(
    centre(campaign("all") + campaign("morning", 'hours: { from: "08:30", to: "09:30" }')),
  );
  expect(all).toEqual([
    [0, 0.5, 1, 1.5, 2],
    [10 / 60, 10 / 60, 5 / 60, 5 / 60, 0],
  ]);
  expect(morning[1]).toEqual([0, 10 / 60, 5 / 60, 0, 0]);
});
