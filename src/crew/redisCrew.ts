import type { Crew } from "./crew.ts";
import type { Notice } from "./redis/connection.ts";

/** Workers on any number of machines; what that takes is loaded when it is asked for. */
export function redisCrew(url: string, notice: Notice): Crew {
  const coordinator = import("./redis/coordinator.ts").then(
    ({ Coordinator }) => new Coordinator(url, { notice }),
  );
  return {
    replicate: async (study, replication) => (await coordinator).replicate(study, replication),
    dismiss: async () => (await coordinator).dismiss(),
  };
}
