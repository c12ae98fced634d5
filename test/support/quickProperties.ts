import fc from "fast-check";

/** For mutation runs: properties are tried less often, and a counterexample need not be short. */
fc.configureGlobal({ numRuns: 25, endOnFailure: true });
