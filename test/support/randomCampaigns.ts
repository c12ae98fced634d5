import type { Dice } from "./dice.ts";

/** None, or one or two with short lists, in all modes and by all rules. */
export function campaignsText(dice: Dice, sites: readonly string[]): string[] {
  if (dice.chance(0.4)) return [];
  const second = dice.chance(0.4) ? campaignText(dice, sites, "autumn") : [];
  return ["campaigns:", ...campaignText(dice, sites, "spring"), ...second];
}

function campaignText(dice: Dice, sites: readonly string[], name: string): string[] {
  const time = (mean: string) => dice.one(mean, "0s", `"exponential(mean ${mean})"`);
  const mode = dice.one(
    "preview",
    "pushPreview",
    "progressive",
    "predictive",
    "predictive",
    "power",
  );
  const seizes = mode === "progressive" || mode === "predictive";
  const byHand = mode === "preview" || mode === "pushPreview";
  const rule = dice.one("byMode", "byMode", "overdial", "threshold", "constantRate");
  const rules = ["machine", "noAnswer", "busy", "abandoned", "failed"].map(
    (why) => `${why}: { redials: ${dice.one(0, 1, 2)}, delay: ${time("15s")} }`,
  );
  return [
    `  ${name}:`,
    `    queue: ${dice.one("first", "second")}`,
    `    records: ${dice.one(0, 5, 40, 80)}`,
    `    mode: ${mode}`,
    `    seizing: ${seizes && dice.chance(0.3)}`,
    `    site: ${dice.one(...sites)}`,
    `    rate: ${dice.one("0.5/s", "2/s", "20/s")}`,
    `    hours: { from: "${dice.one("00:00", "08:01")}", to: "${dice.one("24:00", "08:04")}" }`,
    `    pacing: { rule: ${byHand ? "byMode" : rule}, perReady: ${dice.one(0.5, 1, 2.5)},`,
    `      perBusy: ${dice.one(0, 0.3)}, more: ${dice.one(0, 2)}, leastReady: ${dice.one(0, 2)},`,
    `      leastTested: ${dice.one(0, 1)}, testGroups: ${dice.one("[]", "[day]")},`,
    `      rate: ${dice.one("0.2/s", "1/s")}, leastAgents: ${dice.one(1, 6)}, leastResults: 3 }`,
    `    results: ${dice.one(
      "{ human: 0.5, machine: 0.2, noAnswer: 0.1, busy: 0.1, invalid: 0.05, fax: 0.05 }",
      "{ human: 1, machine: 0, noAnswer: 0, busy: 0, invalid: 0, fax: 0 }",
      "{ human: 0.2, machine: 0.8, noAnswer: 0, busy: 0, invalid: 0, fax: 0 }",
    )}`,
    `    ringing: { human: ${time("6s")}, machine: ${time("9s")}, noAnswer: ${time("12s")} }`,
    `    detection: { human: ${time("2s")}, humanAsMachine: ${dice.one(0, 0.2)},`,
    `      machineAsHuman: ${dice.one(0, 0.5)} }`,
    `    redial: { ${rules.join(", ")} }`,
    `    connectWithin: ${dice.one("2s", "0s", '"exponential(mean 5s)"')}`,
    `    message: ${time("5s")}`,
    `    preview: ${time("10s")}`,
    `    ring: ${time("2s")}`,
    `    talk: ${time("20s")}`,
    `    machineTalk: ${time("4s")}`,
    `    afterCallWork: ${time("8s")}`,
    `    ivr: { lines: ${dice.one(1, 3)}, duration: ${time("15s")} }`,
  ];
}
