import { machinesDown } from "./machines.ts";

/** The same as `instanceDown`, by the name that planners look for: its calls go on. */
export const proxyDown = machinesDown({
  name: "proxyDown",
  meaning: "One SIP Proxy stops; calls go on by the others once its silence is noticed",
  strikes: "instance",
  components: ["sipProxy"],
  mayShareCause: true,
});
