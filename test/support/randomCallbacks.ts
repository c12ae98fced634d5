import type { Dice } from "./dice.ts";

/** Requests from the queues, and by web or app, for now and for later. */
export function callbackText(dice: Dice): string[] {
  if (dice.chance(0.55)) return [];
  const ring = () => dice.one("0s", "4s", '"exponential(mean 6s)"');
  const service = (source: string) =>
    [
      `    ${source}`,
      `    scheduled: ${dice.one(0, 0, 0.5)}`,
      `    desired: ${dice.one("0s", '"uniform(10s, 100s)"')}`,
      `    buckets: { length: ${dice.one("1s", "30s")},`,
      `      limit: ${dice.one("1", "3", "unlimited")} }`,
      `    limits: { customers: ${dice.one("unlimited", "3")}, perDay: 4, atATime: 1 }`,
      `    priority: ${dice.one(0, 0, 1)}`,
      `    order: ${dice.one("agentFirst", "customerFirst")}`,
      `    callProgress: ${dice.one("none", "mcp")}`,
      `    detection: ${dice.one("0s", "1s")}`,
      `    attempts: ${dice.one("1", "2", "unlimited")}`,
      `    retry: ${dice.one("3s", "20s")}`,
      `    answered: ${dice.one("[1]", "[0.6, 0.3]", "[0.5]")}`,
      `    dialRing: ${ring()}`,
      `    noAnswer: ${dice.one("5s", "0s")}`,
      `    keep: ${dice.one("30s", "90s", "unlimited")}`,
      `    patience: ${dice.one("never", '"exponential(mean 15s)"', "5s")}`,
      `    ring: ${ring()}`,
      '    talk: "exponential(mean 20s)"',
      `    afterCallWork: ${dice.one("0s", "5s")}`,
    ].join("\n");
  const predictor = dice.one("handlingTime", "lastWait", "recentWaits", "headOfLine", "erlangA");
  const above = dice.one("0s", "10s", "25s");
  const offer = `offer: { above: ${above}, predictor: ${predictor}, acceptance: 0.6 }`;
  const rates = `[${dice.one("120/h", "600/h")}, 0/h, 300/h]`;
  const web = [
    `intervals: { start: "08:00", length: 1min, rates: ${rates} }`,
    `    userOriginated: ${dice.one(0, 0.4)}`,
  ].join("\n");
  return [
    "callback:",
    ...(dice.chance(0.7) ? ["  held:", "    queue: first", service(offer)] : []),
    ...(dice.chance(0.7)
      ? ["  web:", `    queue: ${dice.one("first", "second")}`, service(web)]
      : []),
    ...["  asked:", "    queue: second", service(offer)],
  ];
}
