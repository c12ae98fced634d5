/** Times for callbacks, given away in buckets of one length. Times in microseconds. */
export class CallbackSchedule {
  private readonly taken = new Map<number, number>();
  private readonly bucketUs: number;
  private readonly perBucket: number;

  constructor(bucketUs: number, perBucket: number) {
    this.bucketUs = bucketUs;
    this.perBucket = perBucket;
  }

  /** The first bucket with room that does not begin before the time wanted: when it begins. */
  take(desiredUs: number): number {
    let bucket = Math.ceil(desiredUs / this.bucketUs);
    while ((this.taken.get(bucket) ?? 0) >= this.perBucket) bucket++;
    this.taken.set(bucket, (this.taken.get(bucket) ?? 0) + 1);
    return bucket * this.bucketUs;
  }
}
