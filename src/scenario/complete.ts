import { components } from "../model/components/index.ts";
import { PORT_USES } from "../model/holdings.ts";
import { MESSAGE_KINDS } from "../model/messages.ts";
import { DAY_US } from "../units.ts";
import { callbackOf, takesCallback } from "./callback.ts";
import { campaignsOf } from "./campaigns.ts";
import { streamBitsPerSecond } from "./codecs.ts";
import { digitalOf } from "./digital.ts";
import { branchesOf, standardCount } from "./fields/names.ts";
import { portWeightsOf } from "./fields/ports.ts";
import type { Fields } from "./fields/scenario.ts";
import { statedCount } from "./fields/sites.ts";
import { frameBytes } from "./framing.ts";
import type { Model } from "./hash.ts";
import { ivrPathOf } from "./ivrPath.ts";
import { accessNetworksOf, linksOf } from "./links.ts";
import type { SelectedCalls } from "./logs.ts";
import { placeOfLocation, placesOf, proxyName } from "./places.ts";
import { staffingSteps } from "./profile.ts";
import { encryptionCost, recordedOf, recordingOf } from "./recording.ts";
import { callSourceOf } from "./replay.ts";
import { withToldTimes } from "./replayLaws.ts";
import { sessionsOf } from "./sessions.ts";
import { queuesOf } from "./stages.ts";
import type {
  AgentGroup,
  ComponentSettings,
  Demand,
  Dns,
  Location,
  Media,
  Run,
  Signalling,
  Site,
  Storage,
} from "./types.ts";
import { mailboxesOf, voicemailOf } from "./voicemail.ts";

/** Arranges checked fields as the model wants them: names become indexes, kinds become lists. */
export function complete(
  fields: Fields,
  logs: ReadonlyMap<string, SelectedCalls> = new Map(),
): Model {
  const sites = Object.keys(fields.sites);
  const branches = branchesOf(fields);
  const places = placesOf(sites, branches);
  const queues = queuesOf(fields);
  const groups = groupsOf(fields);
  const run = runOf(fields);
  const customers = demandOf(fields, logs, run).map((each) => withToldTimes(each, run));
  const called = [...customers, ...campaignsOf(fields, queues, groups, customers)];
  const { services, demand } = callbackOf(fields, queues, called.length);
  return {
    run,
    places,
    sites: sitesOf(fields),
    locations: locationsOf(fields),
    accessNetworks: accessNetworksOf(fields, sites),
    links: linksOf(fields, sites, branches),
    components: componentsOf(fields),
    media: mediaOf(fields),
    layer: fields.network.layer,
    dns: dnsOf(fields),
    signalling: signallingOf(fields),
    sessions: sessionsOf(fields),
    recording: recordingOf(fields),
    storage: storageOf(fields),
    demand: [...called, ...demand, ...mailboxesOf(fields, customers), ...digitalOf(fields)],
    callbacks: services,
    queues,
    groups,
    faults: fields.faults,
  };
}

function runOf({ run }: Fields): Run {
  const { warmUp, measure, startOfDay, busyness, intervalBusyness, intervalLength, ...rest } = run;
  return {
    ...rest,
    warmUpUs: warmUp,
    measureUs: measure,
    startOfDayUs: startOfDay,
    busynessCv: busyness,
    intervalBusynessCv: intervalBusyness,
    intervalLengthUs: intervalLength,
  };
}

function sitesOf(fields: Fields): readonly Site[] {
  const { sites, platform } = fields;
  return Object.entries(sites).map(([name, site], index) => ({
    name,
    region: site.region ?? name,
    zones: site.zones,
    pairPlacement: site.pairPlacement,
    lacks: site.lacks.map((lacked) => components.findIndex((row) => row.name === lacked)),
    trunks: site.trunks,
    portsPerMcp: site.portsPerMcp,
    speechPorts: site.speechPorts,
    ownPorts: PORT_USES.map((use) => site.ports[use] ?? null),
    ownMcps: PORT_USES.map((use) => site.ownMcps[use] ?? 0),
    instances: components.map(
      (row) => statedCount(site, row.name) ?? standardCount(row, platform, index === 0, fields),
    ),
  }));
}

/** Weight of every record in the blueprint's Table 4. */
const WEIGHT = 50;

/** What is stated of a proxy comes before what is of its site. */
function dnsOf(fields: Fields): Dns {
  const { srvView, ttl, weights } = fields.network.dns;
  const row = components.findIndex(({ name }) => name === "sipProxy");
  const proxies = sitesOf(fields).flatMap(({ name: site, instances }) =>
    Array.from({ length: instances[row]! }, (_, i) => ({ site, name: proxyName(site, i) })),
  );
  const weightOf = proxies.map(({ site, name }) => [
    name,
    weights[name] ?? weights[site] ?? WEIGHT,
  ]);
  return { srvView, ttlUs: ttl, weights: Object.fromEntries(weightOf) };
}

const locationsOf = ({ sites, locations }: Fields): readonly Location[] =>
  Object.entries(locations).map(([name, { access, accessPoint }], index) => {
    const place = placeOfLocation(Object.keys(sites).length, index);
    return { name, place, access, accessPoint };
  });

const componentsOf = (fields: Fields): readonly ComponentSettings[] =>
  components.map((row) => {
    const settings = fields.components[row.name]!;
    const modules = row.modules.map(({ name }) => {
      const { servers, service, serviceOf } = settings.modules[name]!;
      return { name, servers, serviceUs: MESSAGE_KINDS.map((kind) => serviceOf[kind] ?? service) };
    });
    const { backlogLimit, retryAfter, dialogRate = Number.POSITIVE_INFINITY } = settings;
    const limits = { backlogLimitUs: backlogLimit, retryAfterUs: retryAfter, dialogRate };
    return { name: row.name, modules, ...limits };
  });

function mediaOf({ media, network, recording }: Fields): Media {
  const { codec, packetTime, srtp } = media;
  const packing = { codec, packetTimeUs: packetTime, srtp, rtcp: 0 };
  const rtpBitsPerSecond = streamBitsPerSecond(packing, frameBytes(network));
  const perCore = media.portsPerCore.recording * (1 - encryptionCost(recording));
  const portWeights = portWeightsOf({ ...media.portsPerCore, recording: perCore });
  return { codec, rtpBitsPerSecond, portWeights };
}

function signallingOf({ signalling }: Fields): Signalling {
  const {
    registerExpires,
    hardphoneExpires,
    t1,
    t2,
    avoidSilent,
    bytes,
    overload,
    options,
    transport: _,
    tcp,
    ...rest
  } = signalling;
  const { validity, targetDelay, ...control } = overload;
  return {
    ...rest,
    registerExpiresUs: registerExpires,
    hardphoneExpiresUs: hardphoneExpires,
    t1Us: t1,
    t2Us: t2,
    avoidSilentUs: avoidSilent,
    rtoUs: tcp.rto,
    keepAliveUs: tcp.keepAlive,
    options: {
      oosCheckUs: options.oosCheck,
      oosForceUs: options.oosForce,
      alternation: options.alternation,
      backupHint: options.backupHint,
      sbcCheckUs: options.sbcCheck,
      sbcMisses: options.sbcMisses,
      carrierCheckUs: options.carrierCheck,
      carrierMisses: options.carrierMisses,
      carrierReroutes: options.carrierReroutes,
    },
    overload: { ...control, validityUs: validity, targetDelayUs: targetDelay },
    bytes: MESSAGE_KINDS.map((kind) => bytes[kind]!),
  };
}

const HOUR_S = 3600;

function storageOf({ run, recording, retention, storage }: Fields): Storage {
  const { share, channels, stereo, mono } = recording;
  const { busyHourShare, database, record, index, logsPerCall, detailPerCall } = storage;
  const days = (durationUs: number) => durationUs / DAY_US;
  return {
    daySeconds: run.measure >= DAY_US ? DAY_US / 1e6 : HOUR_S / busyHourShare,
    recordedShare: share,
    fileBitsPerSecond: channels === "stereo" ? stereo : mono,
    channels,
    databaseBytes: database,
    recordBytes: record,
    indexBytes: index,
    logBytesPerCall: logsPerCall,
    detailBytesPerCall: detailPerCall,
    aggregateBytesPerAgentDay: storage.aggregatesPerAgentDay,
    days: {
      recordings: days(retention.recordings),
      logs: days(retention.logs),
      detail: days(retention.reportingDetail),
      aggregates: days(retention.reportingHistory),
    },
  };
}

function demandOf(
  fields: Fields,
  logs: ReadonlyMap<string, SelectedCalls>,
  run: Run,
): readonly Demand[] {
  const sites = Object.keys(fields.sites);
  const queues = Object.keys(fields.queues);
  const recorded = recordedOf(fields);
  return Object.entries(fields.demand).map(([name, each]) => {
    const {
      queue,
      rate,
      intervals,
      replay,
      sites: shares,
      busyness,
      ivr,
      queueTreatment,
      consult,
      rona,
      voicemail,
      ...caller
    } = each;
    const asked = queues.indexOf(consult.queue ?? queue);
    return {
      ...caller,
      ...recorded,
      name,
      origin: "customers",
      campaign: null,
      callback: null,
      takesCallback: takesCallback(fields, queue),
      voicemail: voicemailOf(voicemail),
      mailbox: null,
      queue: queues.indexOf(queue),
      siteShares: sites.map((site) => (shares ? (shares[site] ?? 0) : 1 / sites.length)),
      ...callSourceOf({ rate, intervals, replay }, logs.get(name), run),
      busynessCv: busyness,
      ivrDuration: ivr.duration,
      containment: ivr.containment,
      queueTreatmentUs: queueTreatment,
      overflowUs: voicemail?.after ?? Number.POSITIVE_INFINITY,
      ivrPatience: ivr.patience,
      ivrPath: ivrPathOf(ivr),
      consult: { ...consult, queue: asked, priority: consult.priority ?? caller.priority },
      rona: { share: rona.share, after: rona.after, notReadyUs: rona.notReady },
      exchanges: 0,
    };
  });
}

function groupsOf(fields: Fields): readonly AgentGroup[] {
  const sites = Object.keys(fields.sites);
  const locations = Object.keys(fields.locations);
  return Object.entries(fields.agents).map(([name, group]) => groupOf(name, group));

  function groupOf(name: string, group: Fields["agents"][string]): AgentGroup {
    const { sites: counts, location, phone, intervals, shrinkage, absence, ...rest } = group;
    const { atShiftEnd, whoLeaves } = rest;
    return {
      name,
      atShiftEnd,
      whoLeaves,
      phone,
      location: location === undefined ? -1 : locations.indexOf(location),
      staffing: Object.entries(counts).map(([site, count]) => ({
        site: sites.indexOf(site),
        ...staffingSteps(count, intervals, fields.run.startOfDay),
        shrinkage,
        absence,
      })),
    };
  }
}
