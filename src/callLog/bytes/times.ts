/** What is written there is no time; an empty field is NaN. */
export const NO_TIME = Number.POSITIVE_INFINITY;

const ZERO = 48;
const COLON = 58;
const POINT = 46;
const COMMA = 44;
const MINUS = 45;
const BLANK = 32;
const DIGITS_MAX = 9;
const SECOND_US = 1e6;

const isDigit = (byte: number) => byte >= 48 && byte <= 57;
const isLetter = (byte: number | undefined, letter: number) => ((byte ?? 0) | 32) === letter;

/** Digits and nothing else; NaN otherwise. */
export function wholeNumber(bytes: Buffer, from: number, to: number): number {
  let value = from < to ? 0 : Number.NaN;
  for (let at = from; at < to; at++)
    value = isDigit(bytes[at]!) ? value * 10 + bytes[at]! - ZERO : Number.NaN;
  return value;
}

/** A length of time: `12`, `12.5`, `2:03` (minutes), `1:02:03`, `-5`, in microseconds. */
export function lengthUs(bytes: Buffer, from: number, to: number): number {
  if (from >= to) return Number.NaN;
  const isNegative = bytes[from] === MINUS;
  const [sum, , end] = parts(bytes, isNegative ? from + 1 : from, to);
  if (end !== to) return NO_TIME;
  return isNegative && sum !== 0 ? -sum : sum;
}

/**
 * A time of day: `9:00`, `09:00:05`, `09:00:05.123456`, `9:00:05 PM`, in microseconds since
 * midnight. Hours beyond 23 are on the next day, where no AM or PM follows.
 */
export function clockUs(bytes: Buffer, from: number, to: number): number {
  if (from >= to) return Number.NaN;
  const [sum, colons, end] = parts(bytes, from, to);
  if (colons === 0 || end < 0 || (colons === 1 && sum % SECOND_US !== 0)) return NO_TIME;
  const us = colons === 1 ? sum * 60 : sum;
  return end === to ? us : halfDay(bytes, end, to, us);
}

const HALF_DAY_US = 43_200e6;

function halfDay(bytes: Buffer, end: number, to: number, us: number): number {
  const at = bytes[end] === BLANK ? end + 1 : end;
  const isAfternoon = isLetter(bytes[at], 112);
  if (to !== at + 2 || !(isAfternoon || isLetter(bytes[at], 97))) return NO_TIME;
  if (!isLetter(bytes[at + 1], 109) || us < 3600e6 || us >= 46_800e6) return NO_TIME;
  return (us % HALF_DAY_US) + (isAfternoon ? HALF_DAY_US : 0);
}

const found: [us: number, colons: number, end: number] = [0, 0, 0];

function parsed(us: number, colons: number, end: number) {
  found[0] = us;
  found[1] = colons;
  found[2] = end;
  return found;
}

/** Up to three numbers with colons between and a fraction; its end is −1 where it is none. */
function parts(bytes: Buffer, from: number, to: number): typeof found {
  let at = from;
  let sum = 0;
  for (let colons = 0; ; colons++) {
    const start = at;
    let value = 0;
    while (at < to && isDigit(bytes[at]!)) value = value * 10 + bytes[at++]! - ZERO;
    if (at === start || at - start > DIGITS_MAX || (colons > 0 && value > 59))
      return parsed(NO_TIME, colons, -1);
    sum = colons === 0 ? value : sum * 60 + value;
    if (at < to && bytes[at] === COLON && colons < 2) at++;
    else return fraction(bytes, at, to, sum * SECOND_US, colons);
  }
}

/** Digits beyond microseconds are passed over. */
function fraction(bytes: Buffer, from: number, to: number, us: number, colons: number) {
  if (from >= to || (bytes[from] !== POINT && bytes[from] !== COMMA))
    return parsed(us, colons, from);
  let at = from + 1;
  for (let unit = 100_000; at < to && isDigit(bytes[at]!); unit = Math.floor(unit / 10))
    us += (bytes[at++]! - ZERO) * unit;
  return parsed(us, colons, at === from + 1 ? -1 : at);
}
