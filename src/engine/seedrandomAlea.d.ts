/** `@types/seedrandom` describes the package as a whole; this is the one file of it used here. */
declare module "seedrandom/lib/alea.js" {
  /** Three fractions and a carry. */
  export interface AleaState {
    readonly s0: number;
    readonly s1: number;
    readonly s2: number;
    readonly c: number;
  }

  /** Baagøe's Alea, seeded: its state, and a uniform with 53 bits per call of `double`. */
  export default function alea(
    seed: string,
    options: { readonly state: true },
  ): { double(): number; state(): AleaState };
}
