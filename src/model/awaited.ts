/** Legs that wait until an instance is back. */
export class Awaited {
  private readonly legs = new Map<number, number[]>();

  add(instance: number, leg: number): void {
    const legs = this.legs.get(instance) ?? [];
    if (legs.length === 0) this.legs.set(instance, legs);
    legs.push(leg);
  }

  /** Those that wait no longer, in the order in which they came. */
  release(instance: number): readonly number[] {
    const legs = this.legs.get(instance) ?? [];
    this.legs.delete(instance);
    return legs;
  }
}
