import { Redis } from "ioredis";

/** Told when Redis goes away and comes back. */
export type Notice = (text: string) => void;

const RETRY_MOST_MS = 2_000;

/** A connection that tries again for ever; what is asked meanwhile waits. */
export function connect(url: string, where: string, notice: Notice): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    enableReadyCheck: true,
    retryStrategy: (times) => Math.min(RETRY_MOST_MS, 100 * times),
  });
  let isAway = false;
  redis.on("error", (error: Error) => {
    if (!isAway) notice(`waiting for Redis at ${where}: ${error.message || error.name}`);
    isAway = true;
  });
  redis.on("ready", () => {
    if (isAway) notice(`Redis at ${where} is there again`);
    isAway = false;
  });
  return redis;
}
