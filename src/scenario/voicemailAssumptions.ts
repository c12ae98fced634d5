import type { Model } from "./hash.ts";

/** Messages and audio that there are only where somebody leaves a message. */
export const isOfVoicemail = (path: string): boolean =>
  path === "storage.voicemail" || /\.(DIAL_PLAN|DEPOSIT|FETCH)$/.test(path);

/** Whether the shifts of a queue's agents may leave a time without any. */
export const mayClose = ({ queues, groups }: Model, queue: number): boolean =>
  queues[queue]!.groups.flatMap((group) => groups[group]!.staffing).every(
    ({ startUs, count }) => startUs[0]! > 0 || count.includes(0),
  );

/**
 * Whether a result depends on a default of `demand.<name>.voicemail`: of what callers do who are
 * sent there, and of the agents who fetch their messages. `field` is the path below the demand.
 */
export function mattersOfVoicemail(
  model: Model,
  demand: Model["demand"][number],
  field: string,
): boolean {
  if (demand.voicemail === null) return false;
  switch (field) {
    case "voicemail.share":
      return demand.overflowUs < Infinity;
    case "voicemail.closed":
      return mayClose(model, demand.queue);
    case "voicemail.whenFull":
      return model.queues[demand.queue]!.capacity < Infinity;
    case "voicemail.retrieval.prompts":
    case "voicemail.retrieval.work":
    case "voicemail.retrieval.fromDesktop": {
      const box = model.demand.find(({ mailbox }) => mailbox?.of === model.demand.indexOf(demand));
      return box!.mailbox!.delay.quantile(0) < Infinity;
    }
    default:
      return true;
  }
}
