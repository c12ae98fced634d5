/** Parameters of a formula that make no sense: a RangeError that names the parameter. */

/** @throws RangeError unless the value is finite and above zero */
export function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) refuse(name, "a finite number above 0", value);
}

/** @throws RangeError unless the value is finite and at least zero */
export function requireNotNegative(name: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) refuse(name, "a finite number from 0 up", value);
}

/** @throws RangeError unless the value is a whole number, at least `least` */
export function requireWhole(name: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least)) {
    refuse(name, `a whole number from ${least} up`, value);
  }
}

/** @throws RangeError unless 0 < value < 1 */
export function requireShare(name: string, value: number): void {
  if (!(value > 0 && value < 1)) refuse(name, "a share between 0 and 1, both excluded", value);
}

/** @throws RangeError always: what the parameter must be, and what it is */
export function refuse(name: string, wanted: string, value: number): never {
  throw new RangeError(`${name}: ${wanted}, got ${value}`);
}
