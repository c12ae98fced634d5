import type { Layout, RecorderKind } from "../measure/layout.ts";

/** Recorders of one kind: how the layout is asked for one, and for an alias of it. */
export type Ask = (id: string, scope: string) => number;

/**
 * Index tables over scopes of which the first is the whole cluster. A scope that is the only one of
 * its sort (one site, one queue) would repeat the cluster: it becomes an alias, and −1 in the
 * table.
 */
export class ScopeTables {
  private readonly layout: Layout;

  constructor(layout: Layout) {
    this.layout = layout;
  }

  of(kind: RecorderKind, ids: readonly string[], scopes: readonly Scope[], ask: Ask): Int32Array {
    return Int32Array.from(
      ids.flatMap((id) => {
        if (id === "") return scopes.map(() => -1);
        const whole = ask(id, scopes[0].name);
        return scopes.map(({ name, isAlone }, i) => {
          if (i === 0) return whole;
          if (!isAlone) return ask(id, name);
          this.layout.alias(kind, id, name, whole);
          return -1;
        });
      }),
    );
  }
}

export interface Scope {
  readonly name: string;
  readonly isAlone: boolean;
}
