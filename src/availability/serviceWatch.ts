import type { Agenda } from "./machine.ts";
import type { Plant, PlantService, PlantSite } from "./types.ts";

/** Which services are given, from which site, while what they need comes and goes. */
export class ServiceWatch {
  /** By service: whether it is given. */
  readonly isGiven: boolean[];
  /** Called before a service changes. */
  onChange: (service: number) => void = () => {};
  private readonly plant: Plant;
  private readonly agenda: Agenda;
  private readonly draw: (mean: number) => number;
  /** By site and group: the cells that need it. */
  private readonly needing: (readonly Cell[])[][];
  private readonly cells: readonly (readonly Cell[])[];
  /** By service: those away from what its sites have in common, by its index in the plant. */
  private readonly moves: readonly ReadonlyMap<number, Move>[];
  private readonly waysUp: number[];

  constructor(plant: Plant, agenda: Agenda, draw: (mean: number) => number) {
    this.plant = plant;
    this.agenda = agenda;
    this.draw = draw;
    this.isGiven = plant.services.map(() => true);
    this.waysUp = plant.links.map(({ count }) => count);
    this.cells = plant.services.map((service, index) =>
      service.candidates.map((site) => this.cellOf(service, index, site)),
    );
    this.moves = plant.services.map((service, index) => this.movesOf(service, index));
    this.needing = plant.sites.map(({ groups }, site) =>
      groups.map((_, group) =>
        this.cells.flat().filter((cell) => cell.site === site && cell.needs.has(group)),
      ),
    );
  }

  groupChanged(site: number, group: number, isUp: boolean): void {
    const { node } = this.plant.sites[site]!.groups[group]!;
    for (const cell of this.needing[site]![group]!) cell.changed(node, isUp);
  }

  sharedChanged(part: number, isUp: boolean): void {
    const { sites } = this.plant.shared[part]!;
    this.moves.forEach((moves, service) => {
      const move = moves.get(part);
      if (move === undefined) return;
      for (const cell of this.cells[service]!)
        if (sites.includes(cell.site)) cell.lostParts += isUp ? -1 : 1;
      move.changed(isUp);
      this.settle(service);
    });
  }

  linkChanged(link: number, isUp: boolean): void {
    this.waysUp[link]! += isUp ? 1 : -1;
    this.plant.services.forEach(({ reach }, service) => {
      if (reach.some((ways) => ways.includes(link))) this.settle(service);
    });
  }

  private cellOf(service: PlantService, index: number, site: number): Cell {
    const { homes, candidates, needs } = service;
    const move = this.moveOf(service, index, homes.includes(site) && candidates.length > 1);
    const settle = () => this.settle(index);
    return new Cell(this.plant.sites[site]!, site, new Set(needs[site]!), move, settle);
  }

  /** What takes a home along is moved away from where that leaves another candidate. */
  private movesOf(service: PlantService, index: number): ReadonlyMap<number, Move> {
    const { homes, candidates, shared } = service;
    return new Map(
      shared.map((part) => {
        const { sites } = this.plant.shared[part]!;
        const strikes = homes.some((site) => sites.includes(site));
        const leaves = candidates.some((site) => !sites.includes(site));
        return [part, this.moveOf(service, index, strikes && leaves)];
      }),
    );
  }

  private moveOf({ takeover }: PlantService, index: number, moves: boolean): Move {
    const draw = moves ? () => this.draw(takeover) : null;
    return new Move(this.agenda, draw, () => this.settle(index));
  }

  private settle(service: number): void {
    const cells = this.cells[service]!.filter(({ lostParts }) => lostParts === 0);
    const { reach } = this.plant.services[service]!;
    const isGiven =
      cells.some((cell) => cell.isUp) &&
      !cells.some(({ move }) => move.isMoving) &&
      ![...this.moves[service]!.values()].some(({ isMoving }) => isMoving) &&
      reach.every((ways) => ways.some((link) => this.waysUp[link]! > 0));
    if (isGiven === this.isGiven[service]) return;
    this.onChange(service);
    this.isGiven[service] = isGiven;
  }
}

/** From the loss of what gave a service until others have taken over, or it is back. */
class Move {
  isMoving = false;
  private readonly actor: number;
  private readonly agenda: Agenda;
  private readonly takeover: (() => number) | null;

  /** `takeover`: how long it takes; null: nobody takes over. */
  constructor(agenda: Agenda, takeover: (() => number) | null, moved: () => void) {
    this.agenda = agenda;
    this.takeover = takeover;
    this.actor = agenda.add(() => {
      this.isMoving = false;
      moved();
    });
  }

  changed(isUp: boolean): void {
    if (this.takeover === null) return;
    this.isMoving = !isUp;
    if (isUp) this.agenda.disarm(this.actor);
    else this.agenda.arm(this.actor, this.takeover());
  }
}

/** A service at a site: what keeps it from being given there. */
class Cell {
  readonly site: number;
  readonly needs: ReadonlySet<number>;
  readonly move: Move;
  /** Of what the site shares with others. */
  lostParts = 0;
  private readonly nodesSpare: number;
  private readonly settle: () => void;
  private reasons = 0;
  private nodesOut = 0;
  private readonly ofNode: number[];

  constructor(
    { nodes, nodesNeeded }: PlantSite,
    site: number,
    needs: ReadonlySet<number>,
    move: Move,
    settle: () => void,
  ) {
    this.site = site;
    this.needs = needs;
    this.move = move;
    this.settle = settle;
    this.nodesSpare = nodes - nodesNeeded;
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
    if (this.isUp === wasUp) return;
    this.move.changed(this.isUp);
    this.settle();
  }
}
