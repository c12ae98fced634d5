const SECOND_US = 1e6;

const TWO = Array.from({ length: 1000 }, (_, value) => String(value).padStart(2, "0"));

/**
 * `08:00:12`, `08:00:12.345678`: microseconds since midnight, hours beyond 23 on the day after;
 * empty for NaN.
 */
export function clockText(us: number): string {
  if (Number.isNaN(us)) return "";
  const whole = Math.round(us);
  const seconds = Math.floor(whole / SECOND_US);
  const rest = whole - seconds * SECOND_US;
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const clock = `${TWO[hours]}:${TWO[minutes - hours * 60]}:${TWO[seconds - minutes * 60]}`;
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(6, "0")}`;
}
