import type { Oracle } from "./oracle.ts";

/** Whether none of a queue's agents is on duty, by their shifts. */
export function isClosed({ scenario, nowUs }: Oracle, queue: number): boolean {
  const { groups, queues } = scenario;
  const entries = queues[queue].groups.flatMap((group) => groups[group].staffing);
  return !entries.some(({ startUs, count }) => {
    const shift = startUs.filter((atUs) => atUs <= nowUs).length - 1;
    return shift >= 0 && count[shift] > 0;
  });
}

/** Queues that say so are cleared when the last shift of their agents ends. */
export function startClosing(oracle: Oracle): void {
  const { queues, groups } = oracle.scenario;
  queues.forEach(({ groups: own, atClose }, queue) => {
    if (atClose === "keep") return;
    const entries = own.flatMap((group) => groups[group].staffing);
    const changes = new Set(entries.flatMap(({ startUs }) => startUs.filter((atUs) => atUs > 0)));
    let wasClosed = isClosed(oracle, queue);
    for (const atUs of changes)
      oracle.agenda.at(atUs, () => {
        const closes = isClosed(oracle, queue) && !wasClosed;
        wasClosed = isClosed(oracle, queue);
        if (closes) clear(oracle, queue);
      });
  });
}

/** Every call that waits for its first agent leaves the queue, the oldest first. */
function clear(oracle: Oracle, queue: number): void {
  const { people } = oracle;
  const waiting = people.waiting.filter(
    (call) => call.queuesFor === 0 && people.queueOf(call) === queue,
  );
  for (const call of waiting.sort((a, b) => a.serial - b.serial)) {
    people.leaveQueue(call);
    call.isCleared = true;
    oracle.wake(call.main!, oracle.nowUs);
  }
}
