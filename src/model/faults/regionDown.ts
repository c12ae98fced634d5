import { machinesDown } from "./machines.ts";

/** Every machine of every site of a region stops at once. */
export const regionDown = machinesDown({
  name: "regionDown",
  meaning: "All machines of all sites of a region stop at once, with the calls that need them",
  strikes: "region",
});
