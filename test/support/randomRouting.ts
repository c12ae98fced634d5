import type { Dice } from "./dice.ts";

/** Two queues; somebody serves each in the end, whatever the shift. */
export function queuesText(dice: Dice, routing: Dice, messages: Dice): string[] {
  const queue = (groups: string) =>
    [
      `{ groups: ${groups}, location: ${dice.one("localFirst", "any")}`,
      `capacity: ${dice.one("unlimited", "0", "3")}${routingText(routing, groups)}`,
      `atClose: ${messages.one("keep", "clear")} }`,
    ].join(", ");
  const [both, one] = ["[day, all]", dice.one("[all]", "[all, day]")];
  return [
    "queues:",
    `  first: ${queue(routing.one(both, rankedText(routing), "[day]", "[all]"))}`,
    `  second: ${queue(routing.one(one, rankedText(routing)))}`,
  ];
}

const rankedText = (dice: Dice): string => {
  const service = () =>
    [
      `rank: ${dice.one(1, 1, 2)}`,
      `callRank: ${dice.one(1, 1, 2)}`,
      `callWeight: ${dice.one(1, 0.5, 3)}`,
    ].join(", ");
  return `{ day: { ${service()} }, all: { ${service()} } }`;
};

/**
 * How agents are chosen, and who comes later: weights only where idle times count, and in the end
 * somebody whose shift does not end before the calls.
 */
function routingText(dice: Dice, groups: string): string {
  const choice = dice.one("longestIdle", "longestIdle", "random");
  const weight = choice === "random" ? 1 : dice.one(1, 0.3, 5);
  const later = (after: string) => {
    const ranks = `rank: ${dice.one(1, 2)}, callRank: ${dice.one(1, 2)}`;
    const drawn = dice.one("all", "day");
    const group = `${groups === "[day]" ? "all" : drawn}: { ${ranks}, weight: ${weight} }`;
    return `{ after: ${after}, groups: { ${group} } }`;
  };
  const drawn = dice.one("", later("3s"), `${later("2s")}, ${later("9s")}`);
  const overflow = groups === "[day]" && drawn === "" ? later("5s") : drawn;
  return `, agentChoice: ${choice}, overflow: [${overflow}]`;
}
