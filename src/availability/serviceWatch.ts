import type { Agenda } from "./machine.ts";
import type { Plant } from "./types.ts";

/** Which services are given, from which site, while groups of the plant come and go. */
export class ServiceWatch {
  /** By service: whether it is given. */
  readonly isGiven: boolean[];
  /** Called before a service changes. */
  onChange: (service: number) => void = () => {};
  /** By site and group: the cells that need it. */
  private readonly needing: (readonly Cell[])[][];
  private readonly cells: readonly Cell[];

  constructor(plant: Plant, agenda: Agenda, draw: (mean: number) => number) {
    this.isGiven = plant.services.map(() => true);
    this.cells = plant.services.flatMap(({ homes, candidates, takeover, needs }, service) => {
      const cells = candidates.map((site) => new Cell(plant.sites[site]!.nodes, site));
      const settle = () => this.settle(service, cells);
      for (const [i, cell] of cells.entries()) {
        const site = plant.sites[candidates[i]!]!;
        cell.needs = new Set(needs[candidates[i]!]!);
        cell.nodesSpare = site.nodes - site.nodesNeeded;
        cell.isHome = homes.includes(candidates[i]!);
        const moved = agenda.add(() => {
          cell.isMoving = false;
          settle();
        });
        const movesAway = cell.isHome && cells.length > 1;
        cell.onChange = (isUp) => {
          cell.isMoving = movesAway && !isUp;
          if (cell.isMoving) agenda.arm(moved, draw(takeover));
          else agenda.disarm(moved);
          settle();
        };
      }
      return cells;
    });
    this.needing = plant.sites.map(({ groups }, site) =>
      groups.map((_, group) =>
        this.cells.filter((cell) => cell.site === site && cell.needs.has(group)),
      ),
    );
    this.nodeOf = plant.sites.map(({ groups }) => groups.map(({ node }) => node));
  }

  private readonly nodeOf: readonly (readonly (number | null)[])[];

  groupChanged(site: number, group: number, isUp: boolean): void {
    const node = this.nodeOf[site]![group]!;
    for (const cell of this.needing[site]![group]!) cell.changed(node, isUp);
  }

  siteChanged(site: number, isUp: boolean): void {
    for (const cell of this.cells) if (cell.site === site) cell.changed(null, isUp);
  }

  private settle(service: number, cells: readonly Cell[]): void {
    const isGiven = cells.some((cell) => cell.isUp) && !cells.some((cell) => cell.isMoving);
    if (isGiven === this.isGiven[service]) return;
    this.onChange(service);
    this.isGiven[service] = isGiven;
  }
}

/** A service at a site: what keeps it from being given there. */
class Cell {
  readonly site: number;
  needs: ReadonlySet<number> = new Set();
  nodesSpare = 0;
  isHome = false;
  /** Down, and no other site has taken over yet. */
  isMoving = false;
  onChange: (isUp: boolean) => void = () => {};
  private reasons = 0;
  private nodesOut = 0;
  private readonly ofNode: number[];

  constructor(nodes: number, site: number) {
    this.site = site;
    this.ofNode = Array.from({ length: nodes }, () => 0);
  }

  get isUp(): boolean {
    return this.reasons === 0 && this.nodesOut <= this.nodesSpare;
  }

  /** A reason more or less, of a node or of the site. */
  changed(node: number | null, isUp: boolean): void {
    const wasUp = this.isUp;
    const step = isUp ? -1 : 1;
    if (node === null) this.reasons += step;
    else {
      this.ofNode[node]! += step;
      if (this.ofNode[node] === (isUp ? 0 : 1)) this.nodesOut += step;
    }
    if (this.isUp !== wasUp) this.onChange(this.isUp);
  }
}
