import { nearestName } from "../../scenario/nearest.ts";
import { FIELDS_MAX } from "../bytes/fields.ts";
import { UnusableLog } from "../unusable.ts";

/** What a column of the contract holds. */
export type Holding = "day" | "instant" | "length" | "word" | "name" | "number";

export interface ContractColumn {
  readonly name: string;
  /** Another header that is taken for it. */
  readonly alias?: string;
  readonly holds: Holding;
}

/** Where each column of ours stands in the header, −1 where it does not. */
export type Places<Name extends string> = Readonly<Record<Name, number>>;

const HEADERS_SHOWN = 20;

/**
 * Finds the columns of a contract in a header: by `map`, else by their own names.
 * @throws UnusableLog with every mistake in the header and in `map`
 */
export function placesOf<Name extends string>(
  columns: readonly (ContractColumn & { readonly name: Name })[],
  needed: readonly (readonly Name[])[],
  header: readonly string[],
  map: ReadonlyMap<string, string> = new Map(),
): Places<Name> {
  const reasons = mistakesOf(columns, header, map);
  const headers = header.map((each) => each.trim().toLowerCase());
  const places = columns.map(({ name, alias }) => {
    const wanted = map.get(name) ?? (alias === undefined ? undefined : map.get(alias));
    if (wanted !== undefined) return [name, headers.indexOf(wanted.toLowerCase())] as const;
    const own = headers.indexOf(name);
    const place = own < 0 && alias !== undefined ? headers.indexOf(alias) : own;
    return [name, place] as const;
  });
  const found = Object.fromEntries(places) as Record<Name, number>;
  const isMapped = reasons.length > 0;
  if (!isMapped && !needed.some((all) => all.every((name) => found[name] >= 0)))
    reasons.push(missing(needed, header));
  if (reasons.length > 0) throw new UnusableLog(reasons);
  return found;
}

function mistakesOf(
  columns: readonly ContractColumn[],
  header: readonly string[],
  map: ReadonlyMap<string, string>,
): string[] {
  const reasons: string[] = [];
  const names = columns.flatMap(({ name, alias }) => (alias === undefined ? name : [name, alias]));
  if (header.length > FIELDS_MAX)
    reasons.push(`header: wanted at most ${FIELDS_MAX} columns, got ${header.length}`);
  const headers = header.map((each) => each.trim().toLowerCase());
  const twice = header.filter((each, i) => headers.indexOf(each.trim().toLowerCase()) < i);
  const isWanted = new Set([...map.values(), ...names].map((each) => each.toLowerCase()));
  for (const each of twice)
    if (isWanted.has(each.trim().toLowerCase()))
      reasons.push(`header: wanted each column once, got ${JSON.stringify(each)} again`);
  for (const [name, wanted] of map) {
    if (!names.includes(name))
      reasons.push(
        `--map ${name}: no column of ours: ${near(name, names, `there are ${names.join(", ")}`)}`,
      );
    else if (!headers.includes(wanted.toLowerCase()))
      reasons.push(`--map ${name}: no header ${JSON.stringify(wanted)}: ${hint(wanted, header)}`);
  }
  return reasons;
}

const near = (given: string, names: readonly string[], otherwise: string) => {
  const name = nearestName(given, names);
  return name === undefined ? otherwise : `did you mean ${name}?`;
};

const hint = (wanted: string, header: readonly string[]) =>
  near(wanted, header, `the log has ${shown(header)}`);

function missing(needed: readonly (readonly string[])[], header: readonly string[]): string {
  const ways = needed.map((all) => all.join(" and ")).join(", or ");
  return (
    `header: wanted ${ways}, got ${shown(header)}: ` +
    `say --map ${needed[0]![0]}=HEADER, or --separator`
  );
}

function shown(header: readonly string[]): string {
  const first = header.slice(0, HEADERS_SHOWN).map((each) => JSON.stringify(each.slice(0, 40)));
  return first.join(", ") + (header.length > HEADERS_SHOWN ? ", …" : "");
}
