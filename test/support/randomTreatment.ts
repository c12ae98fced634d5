import type { Dice } from "./dice.ts";

/** Uses of ports that share, or some of them alone: by ports, by whole MCPs. */
export function farmText(dice: Dice): string {
  const uses = ["treatment", "cpd", "recording", "conference", "hold", "voicemail"] as const;
  const some = (least: number, most: number) =>
    uses.flatMap((use) => (dice.chance(0.15) ? [`${use}: ${dice.whole(least, most)}`] : []));
  const [ports, own] = [some(0, 3), some(1, 1)];
  const speech = `mrcp: ${dice.whole(1, 2)}, speechPorts: ${dice.whole(1, 3)}`;
  const asked = `${speech}, gvpApp: ${dice.whole(1, 2)}, backend: ${dice.whole(1, 2)}`;
  const farm = `ports: { ${ports.join(", ")} }, ownMcps: { ${own.join(", ")} }`;
  return `${asked}, mcp: ${2 + own.length}, ${farm}`;
}

/** What it asks of others; half of the demands ask nobody. */
export function ivrText(dice: Dice): string {
  if (dice.chance(0.5)) return "";
  const speech = `{ share: ${dice.one(0, 0.5, 1)}, whenFull: ${dice.one("dtmf", "blocked")} }`;
  const delay = dice.one("800ms", '"exponential(mean 2s)"');
  const failures = `failures: ${dice.one(0, 0.3)}, timeOut: ${dice.one("1s", "5s")}`;
  const lookUps = `{ count: ${dice.whole(0, 3)}, delay: ${delay}, ${failures} }`;
  return `,\n      speech: ${speech}, pages: ${dice.whole(0, 2)}, lookUps: ${lookUps}`;
}

/** A back-end that stops. */
export const backendDown = (dice: Dice, sites: readonly string[]): readonly string[] => {
  if (dice.chance(0.6)) return [];
  const target = `${dice.one(...sites)}/backend/1`;
  const when = `at: ${dice.whole(0, 200)}s, for: ${dice.one("5s", "60s")}`;
  return [`  - instanceDown: { target: ${target}, ${when}, detection: ${dice.one("0s", "9s")} }`];
};
