import type { Run } from "../scenario/types.ts";
import { formatDayAndTime } from "../units.ts";
import { bindingResource, byHeadroom, type Use } from "./findings.ts";
import {
  headroomText,
  percent,
  plusMinus,
  prefixed,
  signedPercent,
  significant,
  useText,
} from "./format.ts";
import { left, right, type Table, withoutDetail } from "./tables/table.ts";
import { textTable } from "./textTable.ts";
import type { CapacityRow, Findings, TightestInterval } from "./types.ts";
import { PAGE_WIDTH, wrapped } from "./wrap.ts";

/** One line of the answer. */
export interface Headline {
  readonly label: string;
  readonly text: string;
}

/** On the mean of the measured time, and in its tightest interval. */
export type Capacities = Pick<Findings, "capacity" | "tightest">;

/**
 * The closed-form capacity of every resource, tightest first, the binding one marked; beside its
 * closed-form use the simulated one, where there was a run.
 */
export function capacityTable(
  capacity: readonly CapacityRow[],
  simulated?: (scope: string) => Use | undefined,
): Table {
  const binding = bindingResource(capacity);
  return {
    title: "Capacity and headroom (closed form; pools and components at the site loaded most)",
    columns: [
      left(""),
      left("resource"),
      right("per call"),
      { ...right("standing, a second"), detail: true },
      right("size"),
      right("ceiling CAPS"),
      right("used"),
      ...(simulated ? [{ ...right("simulated, all sites, %"), detail: true as const }] : []),
      right("headroom"),
      { ...left("note"), detail: true },
    ],
    rows: byHeadroom(capacity).map((row) => [
      row === binding ? "▶" : "",
      ...cellsOf(row, simulated),
    ]),
  };
}

function cellsOf(
  row: CapacityRow,
  simulated: ((scope: string) => Use | undefined) | undefined,
): readonly string[] {
  return [
    row.name,
    amountOf(row, row.perCall),
    row.standing === 0 ? "–" : amountOf(row, row.standing),
    row.unit === "bits" ? prefixed(row.size, "bit/s") : significant(row.size),
    significant(row.ceilingCaps, 3),
    useText(row.utilisation),
    ...(simulated ? [simulatedText(simulated(row.scope))] : []),
    headroomText(row.headroom),
    row.note,
  ];
}

function simulatedText(use: Use | undefined): string {
  return use === undefined ? "–" : plusMinus(100 * use.value, 100 * use.halfWidth95);
}

/** `61.6 port-s`, `655 kbit`. */
function amountOf({ unit }: CapacityRow, amount: number): string {
  if (unit === "bits") return prefixed(amount, "bit");
  return `${significant(amount, 3)} ${unit.replace("-seconds", "-s")}`;
}

/** One sentence: which resource limits the load, where, and how much more fits. */
export function bindingSentence(capacity: readonly CapacityRow[]): string {
  const row = bindingResource(capacity);
  if (row === undefined) return "no resource limits the load";
  const fits =
    row.headroom < 0
      ? `overloaded: room for ${percent(1 + row.headroom, 0)} of its load`
      : `headroom ${signedPercent(row.headroom)}`;
  const ceiling = `${significant(row.ceilingCaps, 3)} CAPS`;
  const note = row.note === "" ? "" : ` (${row.note})`;
  return `${row.name}: full at ${ceiling}, ${useText(row.utilisation)} used, ${fits}${note}`;
}

/** `10:00 to 11:00`: an interval of the run by the clock. */
export function intervalName({ startUs, lengthUs }: TightestInterval, { startOfDayUs }: Run) {
  const [from, to] = [startUs, startUs + lengthUs].map((at) => formatDayAndTime(startOfDayUs + at));
  return `${from} to ${to}`;
}

/** What binds on the mean of the measured time and, where load or staffing changes, at worst. */
export function bindingLines({ capacity, tightest }: Capacities, run: Run): readonly Headline[] {
  const binding = { label: "Binding", text: bindingSentence(capacity) };
  if (tightest === undefined) return [binding];
  const name = intervalName(tightest, run);
  return [binding, { label: "Tightest", text: `${name}: ${bindingSentence(tightest.capacity)}` }];
}

/** What `busyhour check` prints: the table, then the answer. */
export function renderCapacity(capacities: Capacities, run: Run): string {
  const table = textTable(withoutDetail(capacityTable(capacities.capacity)));
  const lines = bindingLines(capacities, run).flatMap(({ label, text }) =>
    wrapped(`${label}: ${text}`, PAGE_WIDTH),
  );
  return [table, ...lines, ""].join("\n");
}
