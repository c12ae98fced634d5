import type { Dice } from "./dice.ts";

/** Chats and e-mails beside the calls, of some scenarios. */
export function digitalText(dice: Dice): string[] {
  if (dice.chance(0.6)) return [];
  const source = () =>
    [
      `    queue: ${dice.one("first", "second")}`,
      `    priority: ${dice.one(0, 0, 1)}`,
      `    intervals: { start: "08:00", length: 1min,`,
      `      rates: [${dice.one("200/h", "600/h")}, 0/h, 300/h, 0/h] }`,
      `    busyness: ${dice.one(0, 0.3)}`,
      `    patience: ${dice.one("never", '"exponential(mean 15s)"', "5s", "0s")}`,
      `    exchanges: ${dice.whole(1, 4)}`,
      `    accept: ${dice.one("0s", "2s", '"exponential(mean 3s)"')}`,
      `    handling: ${dice.one("0s", "12s", '"lognormal(mean 20s, cv 1.0)"')}`,
      `    afterWork: ${dice.one("0s", "4s")}`,
    ].join("\n");
  return ["digital:", "  chat:", source(), ...(dice.chance(0.5) ? ["  email:", source()] : [])];
}
