import { machinesDown } from "./machines.ts";

/** Every instance of a component stops at once, in the cluster or at one site. */
export const serviceDown = machinesDown({
  name: "serviceDown",
  meaning: "All instances of a component stop at once, with the calls that need them",
  strikes: "service",
});
