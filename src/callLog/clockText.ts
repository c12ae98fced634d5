const SECOND_US = 1e6;

const two = (value: number) => String(value).padStart(2, "0");
const MINUTES = Array.from(
  { length: 5760 },
  (_, minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
);
const SECONDS = Array.from({ length: 60 }, (_, second) => `:${two(second)}`);

/**
 * `08:00:12`, `08:00:12.345678`: microseconds since midnight, of less than four days, hours
 * beyond 23 on the days after; empty for NaN.
 */
export function clockText(us: number): string {
  if (Number.isNaN(us)) return "";
  const whole = Math.round(us);
  const seconds = Math.floor(whole / SECOND_US);
  const rest = whole - seconds * SECOND_US;
  const minutes = Math.floor(seconds / 60);
  const clock = MINUTES[minutes]! + SECONDS[seconds - minutes * 60]!;
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(6, "0")}`;
}
