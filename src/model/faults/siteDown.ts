import { machinesDown } from "./machines.ts";

/** Every machine of a site stops at once: blueprint 5.2.5, where half of the calls are lost. */
export const siteDown = machinesDown({
  name: "siteDown",
  meaning: "All machines of a site stop at once, with the calls that need them",
  strikes: "site",
});
