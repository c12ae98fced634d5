import { distance } from "fastest-levenshtein";

/** The known name most like the given one, when it is like enough to be a slip of the keyboard. */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  const ranked = known.map((name) => ({ name, slips: slips(given, name) }));
  const best = ranked.reduce((least, each) => (each.slips < least.slips ? each : least), {
    name: "",
    slips: Math.max(2, Math.floor(given.length / 3)) + 1,
  });
  return best.name === "" ? undefined : best.name;
}

/** How many keys were mistyped; a beginning of the name is as good as the name. */
function slips(given: string, name: string): number {
  const [typed, known] = [given.toLowerCase(), name.toLowerCase()];
  return typed.length > 2 && known.startsWith(typed) ? 1 : distance(typed, known);
}
