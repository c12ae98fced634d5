import { shutDown } from "./drain.ts";

/** A machine is shut down for good: it takes nothing new, drains, and stops. */
export const gracefulShutdown = shutDown({
  name: "gracefulShutdown",
  meaning: "One instance takes no new calls, lets those in progress end, and is shut down for good",
  isLasting: true,
});
