import { shutDown } from "./drain.ts";

/** Planned work: shut down in good order, and back in the end. */
export const maintenance = shutDown({
  name: "maintenance",
  meaning: "One instance takes no new calls, lets those in progress end, stops, and is back",
});
