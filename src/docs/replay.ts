/** Of the chapter on demand. */
export const REPLAY =
  "**Replay**: `replay: { log: calls.csv, days: [1999-02-03] }`, in place of `rate` and " +
  "`intervals`, takes the calls of a log, to the microsecond, at the time of day at which " +
  "they came: `run.startOfDay` is the start of every replayed day. Replication k takes day k " +
  "modulo the number of days, so let the replications be a multiple of it; estimates are " +
  "means over these days, and their intervals say nothing of other days. Calls before the " +
  "start are left out; those after the measured time are not counted. `types` and " +
  "`priorities` choose among the calls, so that several demands may share a log. With " +
  "`serviceTimes: log` a call that was served rings, talks and leaves work as it did; one " +
  "that was not, and whatever the log does not tell, is drawn. With `ivrTimes: log` calls " +
  "stay in the IVR and end there as they did. **Patience is always drawn**: a log knows it " +
  "only of those who hung up, and of all others that it was longer than their wait. What a " +
  "call draws is drawn even where the log overrules it, so that variants compare with common " +
  "random numbers. `redial`, `busyness` and the fault `overload` are refused: the log has its" +
  " own redials, days and surges; `run.busyness` and `run.intervalBusyness` move other " +
  "demands only.";
