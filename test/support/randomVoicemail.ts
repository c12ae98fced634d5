import type { Dice } from "./dice.ts";

/** What callers of a demand and agents do with messages; nothing, of some. */
export function voicemailText(dice: Dice): string[] {
  if (dice.chance(0.4)) return [];
  return [
    `    voicemail: { after: ${dice.one("unlimited", "4s", "8s")}, share: ${dice.one(0.5, 1, 1)},`,
    `      closed: ${dice.chance(0.5)}, whenFull: ${dice.chance(0.5)},`,
    `      greeting: ${dice.one("0s", "3s")}, leaves: ${dice.one(0, 0.5, 1, 1)},`,
    `      message: ${dice.one("0s", "5s", '"exponential(mean 10s)"')},`,
    `      retrieval: { delay: ${dice.one("0s", "20s", '"exponential(mean 20s)"', "never")},`,
    `        prompts: ${dice.one("0s", "2s")}, work: ${dice.one("0s", "5s")},`,
    `        fromDesktop: ${dice.one(0, 0.5, 1)} } }`,
  ];
}
