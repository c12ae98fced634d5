import { faultKinds } from "../../model/faults/index.ts";
import type { FaultSetting } from "../types.ts";
import type { Finding } from "./sections.ts";

/** A fault as it is written: those that it follows by their names. */
export type WrittenFault = Omit<FaultSetting, "after"> & {
  readonly name: string | undefined;
  readonly after: WrittenAfter | undefined;
};

export interface WrittenAfter {
  readonly fault: string;
  readonly from: "onset" | "recovery";
  readonly delay: number;
}

/** What is wrong with a list of faults of which some follow others. */
export const orderFindings = (faults: readonly WrittenFault[]): readonly Finding[] =>
  faults.flatMap((fault, number) => [
    ...takenName(faults, number),
    ...circle(faults, number),
    ...endless(faults, fault, number),
  ]);

const leadOf = (faults: readonly WrittenFault[], { after }: WrittenFault): number =>
  faults.findIndex(({ name }) => after !== undefined && name === after.fault);

function takenName(faults: readonly WrittenFault[], number: number): readonly Finding[] {
  const { name, kind } = faults[number]!;
  const isFirst = faults.findIndex((each) => each.name === name) === number;
  if (name === undefined || isFirst) return [];
  return [{ wanted: `another name than ${name}, which is taken`, path: [number, kind, "name"] }];
}

/** A circle is one mistake, shown at the first of the list. */
function circle(faults: readonly WrittenFault[], number: number): readonly Finding[] {
  const { kind, after } = faults[number]!;
  const passed = [number];
  let lead = leadOf(faults, faults[number]!);
  while (lead > number && !passed.includes(lead)) {
    passed.push(lead);
    lead = leadOf(faults, faults[lead]!);
  }
  if (lead !== number) return [];
  const names = [...passed, number].map((each) => faults[each]!.name);
  const wanted = `a fault that does not follow this one (${names.join(" after ")})`;
  const given = JSON.stringify(after!.fault);
  return [{ wanted, given, path: [number, kind, "after", "fault"] }];
}

function endless(
  faults: readonly WrittenFault[],
  { kind, after }: WrittenFault,
  number: number,
): readonly Finding[] {
  const lead = faults[leadOf(faults, faults[number]!)];
  if (lead === undefined || after!.from === "onset" || !isLasting(lead.kind)) return [];
  const wanted = `onset, since ${lead.kind} is never over`;
  return [{ wanted, path: [number, kind, "after", "from"] }];
}

const isLasting = (kind: string): boolean =>
  faultKinds.some(({ name, isLasting }) => name === kind && isLasting === true);

/**
 * Faults with those that they follow by number, and with the time at which they strike where that
 * is planned.
 */
export function inOrder(faults: readonly WrittenFault[]): FaultSetting[] {
  const plannedUs = (fault: WrittenFault): number => {
    const { atUs, after } = fault;
    if (after === undefined) return atUs;
    const lead = faults[leadOf(faults, fault)]!;
    const lastsUs = lead.lasting === null ? lead.forUs : Number.POSITIVE_INFINITY;
    return plannedUs(lead) + (after.from === "recovery" ? lastsUs : 0) + after.delay;
  };
  return faults.map((fault) => {
    const { name: _, after, ...setting } = fault;
    if (after === undefined) return { ...setting, after: null };
    const { from, delay: delayUs } = after;
    return {
      ...setting,
      atUs: plannedUs(fault),
      after: { fault: leadOf(faults, fault), from, delayUs },
    };
  });
}
