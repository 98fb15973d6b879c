import { REQUEST_BOUNDS } from "../metrics/catalogue";
import { quantileOf } from "../metrics/quantile";
import { type HourFigures, sumOf } from "../metrics/read-hours";

/** One hour of the platform. `hour` is its beginning (ISO 8601); times are UTC hours. */
export type TrafficHour = {
  hour: string;
  requests: number;
  /** Answered 4xx. */
  refused: number;
  /** Answered 5xx. */
  failed: number;
  deliveries: number;
  limited: number;
};

/** `recent` is the hour that runs and the one before it. */
export type Kind = { name: string; recent: number; day: number };

export type VendorTraffic = {
  provider: string;
  recent: Outcomes;
  day: Outcomes;
  /** From receipt to commit, and to the dashboards that watched; null without any. */
  p95_committed_ms: number | null;
  p95_visible_ms: number | null;
};

/** What became of deliveries; `kept` are those that are stored, whatever they changed. */
export type Outcomes = { total: number; kept: number; refused: number; failed: number; unusable: number };

export type Traffic = {
  recent_since: string;
  hours: TrafficHour[];
  errors: Kind[];
  limited: Kind[];
  vendors: VendorTraffic[];
  p95_request_ms: number | null;
};

const KEPT = ["applied", "duplicate", "received", "unusable"];
const REFUSED = ["refused", "not_configured", "unknown_sender"];
const FAILED = ["failed", "error"];

/** Reads the console's view of the platform out of the hours' figures. */
export function trafficOf(hours: readonly HourFigures[]): Traffic {
  const recentHours = hours.slice(-2);
  const recent = sumOf(recentHours.map(({ fields }) => fields));
  const day = sumOf(hours.map(({ fields }) => fields));
  return {
    recent_since: (recentHours[0]?.hour ?? new Date()).toISOString(),
    hours: hours.map(({ hour, fields }) => ({
      hour: hour.toISOString(),
      requests: total(fields, "http|"),
      refused: fields["http|4xx"] ?? 0,
      failed: fields["http|5xx"] ?? 0,
      deliveries: total(fields, "delivery|"),
      limited: total(fields, "limited|"),
    })),
    errors: kinds("error|", recent, day),
    limited: kinds("limited|", recent, day),
    vendors: vendors(recent, day),
    p95_request_ms: p95(recent, "http_duration"),
  };
}

type Fields = Readonly<Record<string, number>>;

function vendors(recent: Fields, day: Fields): VendorTraffic[] {
  return namesBelow("delivery|", day).map((provider) => ({
    provider,
    recent: outcomesOf(recent, `delivery|${provider}|`),
    day: outcomesOf(day, `delivery|${provider}|`),
    p95_committed_ms: p95(recent, `delivery_duration|${provider}`),
    p95_visible_ms: p95(recent, `visible|${provider}`),
  }));
}

/** What became of deliveries, from the fields that begin with `prefix` and end with an outcome. */
export function outcomesOf(fields: Fields, prefix: string): Outcomes {
  const sum = (outcomes: readonly string[]) => outcomes.reduce((all, name) => all + (fields[prefix + name] ?? 0), 0);
  const [kept, refused, failed] = [sum(KEPT), sum(REFUSED), sum(FAILED)];
  return { total: kept + refused + failed, kept, refused, failed, unusable: fields[`${prefix}unusable`] ?? 0 };
}

/** The 95th percentile of a histogram's fields (`name|le:0.05`), in milliseconds. */
export function p95(fields: Fields, name: string): number | null {
  const counts = [...REQUEST_BOUNDS.map(String), "+Inf"].map((bound) => fields[`${name}|le:${bound}`] ?? 0);
  const seconds = quantileOf(0.95, REQUEST_BOUNDS, counts);
  return seconds === null ? null : Math.round(seconds * 1_000);
}

function total(fields: Fields, prefix: string): number {
  return Object.entries(fields).reduce((sum, [field, value]) => sum + (field.startsWith(prefix) ? value : 0), 0);
}

function kinds(prefix: string, recent: Fields, day: Fields): Kind[] {
  return namesBelow(prefix, day)
    .map((name) => ({ name, recent: recent[prefix + name] ?? 0, day: day[prefix + name] ?? 0 }))
    .toSorted((a, b) => b.recent - a.recent || b.day - a.day);
}

function namesBelow(prefix: string, fields: Fields): string[] {
  const names = Object.keys(fields).filter((field) => field.startsWith(prefix));
  return [...new Set(names.map((field) => field.slice(prefix.length).split("|")[0] ?? ""))].toSorted();
}
