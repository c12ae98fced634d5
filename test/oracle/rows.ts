/** Numbers for things that come and go: the one given back last is handed out first. */
export class Rows {
  private readonly free: number[] = [];
  private used = 0;

  take(): number {
    return this.free.pop() ?? this.used++;
  }

  giveBack(row: number): void {
    this.free.push(row);
  }
}
