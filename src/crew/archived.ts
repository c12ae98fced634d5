import type { Archive } from "../archive/archive.ts";
import type { CallRecords } from "../archive/callRecords.ts";
import { keyOf } from "../archive/key.ts";
import type { Study } from "../study.ts";
import type { Crew } from "./crew.ts";

/**
 * Has a crew make only what an archive does not hold yet, and keeps there what it makes.
 * @param records where the crew leaves the calls of each replication, if they are wanted
 */
export function archived(crew: Crew, archive: Archive, records?: CallRecords): Crew {
  const keys = new Map<Study, string>();
  const known = (study: Study) => {
    const key = keys.get(study) ?? keyOf(study);
    keys.set(study, key);
    return key;
  };
  return {
    async replicate(study, replication) {
      const key = known(study);
      const kept = archive.read(key, replication);
      if (kept !== undefined && (records?.has(replication) ?? true)) return kept;
      const sample = await crew.replicate(study, replication);
      archive.write(key, replication, sample);
      return sample;
    },
    dismiss: () => crew.dismiss(),
  };
}

/** Has a crew make only what an archive does not hold, and leaves the archive as it is. */
export function reading(crew: Crew, archive: Archive): Crew {
  return {
    replicate: async (study, replication) =>
      archive.read(keyOf(study), replication) ?? crew.replicate(study, replication),
    dismiss: () => crew.dismiss(),
  };
}

/**
 * Gives what an archive holds and makes nothing; says so when something is asked for that it does
 * not hold.
 */
export function onlyFrom(archive: Archive, onMissing: () => void): Crew {
  const nobody: Crew = {
    replicate: async () => {
      onMissing();
      throw new Error("missing from the archive");
    },
    dismiss: async () => {},
  };
  return archived(nobody, archive);
}
