import type { Agenda, Appointment } from "./agenda.ts";

/** What is due at a time, in the order in which it was planned. */
interface Due {
  readonly atUs: number;
  readonly happen: () => void;
}

/** One clock that rings for all that is due, set anew for what is due first. */
export class Clock {
  private readonly agenda: Agenda;
  private due: Due[] = [];
  private alarm: Appointment | null = null;

  constructor(agenda: Agenda) {
    this.agenda = agenda;
  }

  plan(atUs: number, happen: () => void): void {
    const isFirst = this.due.every((each) => each.atUs > atUs);
    this.due.push({ atUs, happen });
    if (isFirst) this.set(atUs);
  }

  private set(atUs: number): void {
    if (this.alarm !== null) this.alarm.calledOff = true;
    this.alarm = this.agenda.at(atUs, () => this.ring());
  }

  private ring(): void {
    this.alarm = null;
    const now = this.due.filter(({ atUs }) => atUs <= this.agenda.nowUs);
    this.due = this.due.filter((each) => !now.includes(each));
    for (const { happen } of now) happen();
    if (this.due.length > 0 && this.alarm === null)
      this.set(Math.min(...this.due.map(({ atUs }) => atUs)));
  }
}
