import type { Stream } from "../engine/streams.ts";
import { streamOf } from "../engine/streams.ts";
import type { Renewal } from "../scenario/availabilityTypes.ts";
import { ServiceWatch } from "./serviceWatch.ts";
import { type Farm, type Group, isSpread, type Plant, type StandbyPair } from "./types.ts";

/** What arms and disarms events; times in seconds. */
export interface Agenda {
  /** A new actor, whose event `happens` is; returns what to arm. */
  add(happens: () => void): number;
  arm(actor: number, inSeconds: number): void;
  disarm(actor: number): void;
}

/** A draw of the exponential law of this mean; Infinity stays Infinity. */
const draw = (stream: Stream, mean: number): number => -mean * Math.log1p(-stream.next());

/** Everything of a plant that fails and is repaired, wired to the services that feel it. */
export class Machine {
  readonly watch: ServiceWatch;
  private readonly plant: Plant;
  private readonly agenda: Agenda;
  private readonly stream: (purpose: string) => Stream;

  constructor(plant: Plant, agenda: Agenda, seed: string, replication: number) {
    this.plant = plant;
    this.agenda = agenda;
    this.stream = (purpose) => streamOf(seed, replication, `availability/${purpose}`);
    const takeovers = this.stream("takeover");
    this.watch = new ServiceWatch(plant, agenda, (mean) => draw(takeovers, mean));
    plant.sites.forEach((_, site) => {
      this.wireSite(site);
    });
    plant.shared.forEach(({ cause, name, life }, part) => {
      const stream = this.stream(`${cause}/${name}`);
      this.alternate(life, stream, (isUp) => this.watch.sharedChanged(part, isUp));
    });
    plant.links.forEach(({ life, count }, link) => {
      for (let way = 0; way < count; way++)
        this.alternate(life, this.stream(`wan/${link}/${way}`), (isUp) =>
          this.watch.linkChanged(link, isUp),
        );
    });
  }

  private wireSite(site: number): void {
    const { name, zones, groups } = this.plant.sites[site]!;
    const ofZone: ((isUp: boolean) => void)[][] = Array.from({ length: zones }, () => []);
    const strikesAll = new Map<string, ((isUp: boolean) => void)[]>();
    groups.forEach((group, index) => {
      const stream = this.stream(`${name}/${group.cause}/${index}`);
      const tell = (isUp: boolean) => this.watch.groupChanged(site, index, isUp);
      const reasons = new Reasons(tell);
      const units =
        group.kind === "farm"
          ? this.wireFarm(group, stream, reasons)
          : this.wirePair(group, stream, reasons);
      // A pair that goes down with its zone as a whole comes back as it was.
      const struckByZone = group.kind === "pair" && !isSpread(group) ? [reasons.changed] : units;
      struckByZone.forEach((unit, i) => {
        const zone = group.zones[i]!;
        if (zone !== null) ofZone[zone]!.push(unit);
      });
      const struck = strikesAll.get(group.cause) ?? [];
      strikesAll.set(group.cause, [...struck, reasons.changed]);
    });
    ofZone.forEach((units, zone) => {
      this.alternate(this.plant.zone, this.stream(`${name}/zone/${zone}`), tellAll(units));
    });
    for (const [cause, struck] of strikesAll) this.wireCommon(name, cause, groups, struck);
  }

  private wireCommon(
    site: string,
    cause: string,
    groups: readonly Group[],
    struck: readonly ((isUp: boolean) => void)[],
  ): void {
    const { common } = groups.find((group) => group.cause === cause)!;
    common.forEach((life, i) => {
      this.alternate(life, this.stream(`${site}/${cause}/common/${i}`), tellAll(struck));
    });
  }

  /** Up for its mtbf, down for its mttr, both exponential. */
  private alternate(
    { mtbf, mttr }: Renewal,
    stream: Stream,
    tell: (isUp: boolean) => void,
    crews?: Crews,
  ): void {
    if (mtbf === Infinity) return;
    let isUp = true;
    const repair = () => this.agenda.arm(actor, draw(stream, mttr));
    const actor = this.agenda.add(() => {
      isUp = !isUp;
      if (isUp) crews?.done();
      if (isUp) this.agenda.arm(actor, draw(stream, mtbf));
      else if (crews) crews.want(repair);
      else repair();
      tell(isUp);
    });
    this.agenda.arm(actor, draw(stream, mtbf));
  }

  /** What to tell each unit of its zone. */
  private wireFarm({ zones, needed, process, host }: Farm, stream: Stream, reasons: Reasons) {
    const crews = new Crews(this.plant.crews);
    let live = zones.length;
    return zones.map(() => {
      const unit = new Reasons((isUp) => {
        live += isUp ? 1 : -1;
        if (live === (isUp ? needed : needed - 1)) reasons.changed(isUp);
      });
      this.alternate(process, stream, unit.changed);
      this.alternate(host, stream, unit.changed, crews);
      return unit.changed;
    });
  }

  private wirePair(pair: StandbyPair, stream: Stream, reasons: Reasons) {
    const { failures, zoneSwitch } = pair;
    const ways = failures.filter(({ mtbf }) => mtbf < Infinity);
    const perSecond = ways.reduce((sum, { mtbf }) => sum + 1 / mtbf, 0);
    const standby = new Standby(this.agenda, this.plant.coverage, stream, reasons.changed);
    return [0, 1].map((side) => {
      let switchTime = zoneSwitch;
      const state = new Reasons((isUp) => standby.sideChanged(side, isUp, switchTime));
      if (perSecond > 0)
        this.wireSide(pair, stream, perSecond, (isUp, by) => {
          switchTime = by;
          state.changed(isUp);
          switchTime = zoneSwitch;
        });
      return state.changed;
    });
  }

  /** A side fails in one of its ways, and in no other until that is repaired. */
  private wireSide(
    { failures }: StandbyPair,
    stream: Stream,
    perSecond: number,
    tell: (isUp: boolean, switchTime: number) => void,
  ): void {
    let isUp = true;
    const actor = this.agenda.add(() => {
      isUp = !isUp;
      if (isUp) {
        this.agenda.arm(actor, draw(stream, 1 / perSecond));
        tell(true, 0);
      } else {
        const { mttr, switchTime } = chosen(failures, stream.next() * perSecond);
        this.agenda.arm(actor, draw(stream, mttr));
        tell(false, switchTime);
      }
    });
    this.agenda.arm(actor, draw(stream, 1 / perSecond));
  }
}

/** The way to which a point on the scale of all rates belongs. */
function chosen<W extends Renewal>(ways: readonly W[], point: number): W {
  let rest = point;
  for (const way of ways) {
    rest -= 1 / way.mtbf;
    if (rest < 0) return way;
  }
  return ways.findLast(({ mtbf }) => mtbf < Infinity)!;
}

const tellAll = (listeners: readonly ((isUp: boolean) => void)[]) => (isUp: boolean) => {
  for (const each of listeners) each(isUp);
};

/** Something is down for as long as any reason says so. */
class Reasons {
  private count = 0;
  private readonly tell: (isUp: boolean) => void;

  constructor(tell: (isUp: boolean) => void) {
    this.tell = tell;
  }

  /** One reason more, or one gone. */
  readonly changed = (isUp: boolean): void => {
    this.count += isUp ? -1 : 1;
    if (this.count === (isUp ? 0 : 1)) this.tell(isUp);
  };
}

/** Who repair, one job each; jobs wait in their order. */
class Crews {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(count: number) {
    this.free = count;
  }

  want(begin: () => void): void {
    if (this.free === 0) this.waiting.push(begin);
    else {
      this.free--;
      begin();
    }
  }

  done(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free++;
    else next();
  }
}

/** Which side of a pair serves, and whether the other has taken over. */
class Standby {
  private readonly up = [true, true];
  private active = 0;
  /** The active side has failed and the other has not taken over, yet or at all. */
  private isInterrupted = false;
  private readonly timer: number;
  private readonly agenda: Agenda;
  private readonly coverage: number;
  private readonly stream: Stream;
  private readonly tell: (isUp: boolean) => void;

  constructor(agenda: Agenda, coverage: number, stream: Stream, tell: (isUp: boolean) => void) {
    this.agenda = agenda;
    this.coverage = coverage;
    this.stream = stream;
    this.tell = tell;
    this.timer = agenda.add(() => {
      this.active = 1 - this.active;
      this.serves(true);
    });
  }

  sideChanged(side: number, isUp: boolean, switchTime: number): void {
    const other = this.up[1 - side]!;
    this.up[side] = isUp;
    if (isUp) {
      if (!other) this.active = side;
      this.agenda.disarm(this.timer);
      if (this.isInterrupted) this.serves(true);
    } else if (!other || this.isInterrupted) {
      this.agenda.disarm(this.timer);
      if (!this.isInterrupted) this.serves(false);
    } else if (side === this.active) this.fail(switchTime);
  }

  private fail(switchTime: number): void {
    const isCovered = this.stream.next() < this.coverage;
    if (isCovered && switchTime === 0) {
      this.active = 1 - this.active;
      return;
    }
    this.serves(false);
    if (isCovered) this.agenda.arm(this.timer, draw(this.stream, switchTime));
  }

  private serves(isServing: boolean): void {
    this.isInterrupted = !isServing;
    this.tell(isServing);
  }
}
