import FastPriorityQueue from "fastpriorityqueue";

/** Something that will happen, unless it is called off. */
export interface Appointment {
  readonly timeUs: number;
  readonly rank: number;
  readonly order: number;
  readonly happen: () => void;
  calledOff: boolean;
}

/** Of what happens at the same time: copies of events reach their receivers last. */
export const RANK = { ordinary: 0, callEvent: 1, tEvent: 2 } as const;

/** What happens next, by time, rank, and then by the order in which it was planned. */
export class Agenda {
  nowUs = 0;
  private planned = 0;
  private readonly queue = new FastPriorityQueue<Appointment>(
    (a, b) =>
      a.timeUs < b.timeUs ||
      (a.timeUs === b.timeUs && (a.rank < b.rank || (a.rank === b.rank && a.order < b.order))),
  );

  at(timeUs: number, happen: () => void, rank: number = RANK.ordinary): Appointment {
    const appointment = { timeUs, rank, order: this.planned++, happen, calledOff: false };
    this.queue.add(appointment);
    return appointment;
  }

  runUntil(endUs: number): void {
    for (let next = this.queue.peek(); next && next.timeUs < endUs; next = this.queue.peek()) {
      this.queue.poll();
      if (next.calledOff) continue;
      this.nowUs = next.timeUs;
      next.happen();
    }
    this.nowUs = endUs;
  }
}
