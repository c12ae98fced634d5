import type { Scenario } from "../scenario/types.ts";
import type { ExactComparison } from "../stats/compareExact.ts";
import type { Congestion } from "../stats/congestion.ts";
import type { Estimate } from "../stats/estimate.ts";
import type { MinuteMeans } from "../stats/minutes.ts";
import type { Transients } from "../stats/recovery/transients.ts";
import type { Verdict } from "../stats/verdict.ts";

/** Everything a renderer may say about a study; plain data, the one input of every renderer. */
export interface Findings {
  readonly scenario: Scenario;
  readonly version: string;
  readonly seed: string;
  readonly replications: number;
  /** Layer of the platform that each component belongs to, as the catalogue has it. */
  readonly layers: Readonly<Record<string, string>>;
  /** The command line that repeats the study, as a POSIX shell takes it. */
  readonly replayCommand: string;
  readonly estimates: readonly Estimate[];
  /** Closed form, from the flow tables alone. */
  readonly capacity: readonly CapacityRow[];
  /** The same for the interval used most; absent where neither load nor staffing changes. */
  readonly tightest?: TightestInterval;
  /** Pools of media ports: what is asked of them, closed form too. */
  readonly ports: readonly PortLoad[];
  /** How often pools would have been full, had they been smaller. */
  readonly congestion: readonly Congestion[];
  readonly series: readonly MinuteMeans[];
  /** Absent where nothing fails in the measured time. */
  readonly transients?: Transients;
  readonly warmUp?: WarmUpCheck;
  /** Absent where the number of replications was given. */
  readonly stopping?: Stopping;
  /** Control variates of the estimates, and why others that the scenario wants are not. */
  readonly controls: { readonly used: readonly string[]; readonly refused: readonly string[] };
  readonly expectations: readonly ExpectationResult[];
  /** What theory or the scenario knows of the same metrics. */
  readonly exact: readonly ExactComparison[];
}

/** A part of the measured time, and the capacity table as if its load and staffing lasted. */
export interface TightestInterval {
  /** From the start of the run. */
  readonly startUs: number;
  readonly lengthUs: number;
  readonly capacity: readonly CapacityRow[];
}

/** A resource against the load, computed without running anything. */
export interface CapacityRow {
  readonly kind: "component" | "pool" | "agents" | "link";
  readonly scope: string;
  readonly name: string;
  /** What one call offered to the cluster takes of it, in `unit`, at the site loaded most. */
  readonly perCall: number;
  /** What is taken of it without any call, in `unit` a second. */
  readonly standing: number;
  readonly unit: string;
  /** Servers, trunks, ports, agents or bit/s; of pools and components at that same site. */
  readonly size: number;
  /** Offered calls per second at which the resource is full; `Infinity`: it has no limit. */
  readonly ceilingCaps: number;
  readonly offeredCaps: number;
  readonly utilisation: number;
  /** `ceilingCaps / offeredCaps − 1`: 0.25 means 25 % more calls fit, below 0 they do not fit. */
  readonly headroom: number;
  readonly note: string;
}

/** Ports of a site that requests of some uses compete for, and how many they ask for. */
export interface PortLoad {
  /** Of its metrics. */
  readonly scope: string;
  readonly site: string;
  /** Ports of the one use; those that uses share are counted as treatment ports. */
  readonly size: number;
  readonly uses: readonly {
    /** `mcp.cpd` */
    readonly use: string;
    readonly erlangs: number;
    /** What one takes, in thousandths of what `size` counts. */
    readonly weight: number;
  }[];
}

/** MSER-5 on the replication-averaged series against the warm-up that the scenario states. */
export interface WarmUpCheck {
  readonly statedS: number;
  readonly truncationS: number;
  readonly longEnough: boolean;
}

/** How the number of replications was decided, where results did. */
export interface Stopping {
  /** Replications whose spread decided how many there are in all. */
  readonly firstStage: number;
  /** At most so many were to be made. */
  readonly most: number;
  /** Probability with which all goals, or all verdicts, hold together. */
  readonly level: number;
  readonly goals: readonly PrecisionGoal[];
  /** Figures without a goal, and why. */
  readonly leftOut: readonly {
    readonly id: string;
    readonly scope: string;
    readonly reason: string;
  }[];
  /** How often it was looked whether the limits are decided; null: not asked for. */
  readonly looks: number | null;
}

/** How precise an estimate was to be, and how precise it is. */
export interface PrecisionGoal {
  readonly id: string;
  readonly scope: string;
  readonly unit: string;
  /** `2%`, or an amount in the unit. */
  readonly asked: string;
  /** The same as half a width, a share being that of the first stage's estimate. */
  readonly goal: number;
  /** Of the interval that holds together with those of the other goals. */
  readonly halfWidth: number;
  /** Of the 95 % interval of this estimate alone, which its tables show; its freedom. */
  readonly halfWidth95: number;
  readonly freedom: number;
  readonly isReached: boolean;
  /** Replications in all that reach it. */
  readonly replicationsWanted: number;
}

export interface ExpectationResult {
  readonly text: string;
  readonly verdict: Verdict;
  readonly estimate: Estimate;
  /** In all, about so many would decide it; `null`: it is decided, or that is unknowable. */
  readonly replicationsNeeded: number | null;
}
