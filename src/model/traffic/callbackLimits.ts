const DAY_US = 86_400_000_000;

/** What one customer has asked for. */
interface Asked {
  /** When, for as soon as possible; those of the last 24 h. */
  recentUs: readonly number[];
  waiting: number;
}

/** How many requests one customer may make: within 24 h for at once, and waiting at a time. */
export class CallbackLimits {
  private readonly asked = new Map<number, Asked>();
  private readonly perDay: number;
  private readonly atATime: number;

  constructor(perDay: number, atATime: number) {
    this.perDay = perDay;
    this.atATime = atATime;
  }

  /** Whether a customer may ask once more now. */
  allows(customer: number, nowUs: number): boolean {
    const asked = this.asked.get(customer);
    if (asked === undefined) return true;
    asked.recentUs = asked.recentUs.filter((atUs) => atUs > nowUs - DAY_US);
    return asked.recentUs.length < this.perDay && asked.waiting < this.atATime;
  }

  asks(customer: number, nowUs: number): void {
    const asked = this.asked.get(customer) ?? { recentUs: [], waiting: 0 };
    this.asked.set(customer, asked);
    asked.recentUs = [...asked.recentUs, nowUs];
    asked.waiting++;
  }

  /** A request of the customer's waits no longer. */
  isDone(customer: number): void {
    this.asked.get(customer)!.waiting--;
  }
}
