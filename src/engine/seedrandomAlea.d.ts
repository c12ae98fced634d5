/** `@types/seedrandom` describes the package as a whole; this is the one file of it used here. */
declare module "seedrandom/lib/alea.js" {
  /** Baagøe's Alea: a uniform with 32 bits per call, with 53 bits through `double`. */
  export default function alea(seed: string): { double(): number };
}
