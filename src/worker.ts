import { workerData } from "piscina";
import type { Sample } from "./measure/types.ts";
import { openStudy, replicate as replicateStudy, type StudySource } from "./study.ts";

/** A thread of the pool: plans the study once, then runs the replications it is given. */
const { path, overrides, texts } = workerData as StudySource;
const study = openStudy(path, overrides, texts);

export const replicate = (replication: number): Sample => replicateStudy(study, replication);
