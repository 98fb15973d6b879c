import { maskPath, maskUrl } from "../mask-path";
import { scrubDeep, scrubMessage, scrubText } from "../scrub-text";
import { isRecord, pick } from "./pick";

/** Facts about the event itself, none of which a person's words reach. */
const PLAIN = [
  "event_id type level platform environment release dist timestamp start_timestamp sdk debug_meta measurements",
  "transaction_info replay_id replay_type replay_start_timestamp segment_id error_ids trace_ids",
].flatMap((names) => names.split(" "));

/** Our own tags: ids and words of ours. */
const TAGS = "request_id org_id job_id job route route_type runtime digest boundary code handled".split(" ");

const CONTEXTS: Record<string, readonly string[]> = {
  trace: ["trace_id", "span_id", "parent_span_id", "op", "status", "origin"],
  replay: ["replay_id"],
  runtime: ["name", "version"],
  browser: ["name", "version"],
  os: ["name", "version"],
  device: ["family", "brand"],
};

const FRAME = "function module lineno colno in_app platform debug_id".split(" ");

/** Measured facts of a span. */
const SPAN_DATA = [
  "sentry.op sentry.origin sentry.source sentry.sample_rate http.method http.request.method http.response.status_code",
  "http.response_content_length http.response_transfer_size db.system http.status_code",
].flatMap((names) => names.split(" "));

/** An error or a transaction with its named fields only. Bodies, headers, cookies, users, hosts and extras have no name here. */
export function scrubEvent(payload: unknown, ownOrigin: string): Record<string, unknown> | undefined {
  if (!isRecord(payload)) return undefined;
  const event: Record<string, unknown> = scrubRecord(pick(payload, PLAIN));
  if (typeof payload.message === "string") event.message = scrubMessage(payload.message);
  if (typeof payload.transaction === "string") event.transaction = maskName(payload.transaction, ownOrigin);
  if (isRecord(payload.tags)) event.tags = scrubRecord(pick(payload.tags, TAGS));
  if (isRecord(payload.exception)) event.exception = { values: records(payload.exception.values).map(exceptionOf) };
  if (isRecord(payload.request)) event.request = requestOf(payload.request, ownOrigin);
  if (isRecord(payload.contexts)) event.contexts = contextsOf(payload.contexts);
  if (Array.isArray(payload.fingerprint))
    event.fingerprint = payload.fingerprint.map((each) => scrubText(String(each)));
  if (Array.isArray(payload.spans)) event.spans = records(payload.spans).map((span) => spanOf(span, ownOrigin));
  if (payload.breadcrumbs) event.breadcrumbs = breadcrumbsOf(payload.breadcrumbs, ownOrigin);
  return event;
}

function exceptionOf(value: Record<string, unknown>): object {
  const stack = isRecord(value.stacktrace) ? { frames: records(value.stacktrace.frames).map(frameOf) } : undefined;
  return {
    ...scrubRecord(pick(value, ["type", "module"])),
    value: scrubMessage(String(value.value ?? "")),
    mechanism: pick(value.mechanism, ["type", "handled", "exception_id", "parent_id", "is_exception_group"]),
    ...(stack ? { stacktrace: stack } : {}),
  };
}

// The code around a line and the variables in it are left out; a file is one of ours, or an address without its query.
function frameOf(frame: Record<string, unknown>): object {
  const kept = scrubRecord(pick(frame, FRAME));
  for (const name of ["filename", "abs_path"]) {
    const file = frame[name];
    if (typeof file === "string") kept[name] = scrubText(file.split(/[?#]/, 1)[0] ?? "");
  }
  return kept;
}

function requestOf(request: Record<string, unknown>, ownOrigin: string): object {
  const headers = isRecord(request.headers) ? pick(request.headers, ["User-Agent"]) : {};
  return {
    ...(typeof request.url === "string" ? { url: maskUrl(request.url, ownOrigin) } : {}),
    ...pick(request, ["method"]),
    headers: scrubRecord(headers),
  };
}

function contextsOf(contexts: Record<string, unknown>): object {
  const kept = Object.entries(CONTEXTS).map(
    ([name, fields]) => [name, scrubRecord(pick(contexts[name], fields))] as const,
  );
  return Object.fromEntries(kept.filter(([, fields]) => Object.keys(fields).length > 0));
}

function spanOf(span: Record<string, unknown>, ownOrigin: string): object {
  const ids = ["span_id", "parent_span_id", "trace_id", "op", "origin", "status", "start_timestamp", "timestamp"];
  const named = typeof span.description === "string" ? { description: maskName(span.description, ownOrigin) } : {};
  return { ...scrubRecord(pick(span, ids)), ...named, data: scrubRecord(pick(span.data, SPAN_DATA)) };
}

/** The road to the error: where the reader went and what was asked of servers. What was clicked and printed may hold names. */
function breadcrumbsOf(given: unknown, ownOrigin: string): object[] {
  const list = Array.isArray(given) ? given : isRecord(given) ? given.values : [];
  return records(list).flatMap((crumb) => {
    const data = isRecord(crumb.data) ? crumb.data : {};
    const kept = pick(crumb, ["timestamp", "type", "category", "level"]);
    if (crumb.category === "navigation")
      return [{ ...kept, data: { from: maskName(data.from, ownOrigin), to: maskName(data.to, ownOrigin) } }];
    if (crumb.category === "fetch" || crumb.category === "xhr")
      return [{ ...kept, data: { ...pick(data, ["method", "status_code"]), url: maskName(data.url, ownOrigin) } }];
    return String(crumb.category).startsWith("ui.") ? [kept] : [];
  });
}

/** A name that may be or hold an address: `GET /lakeside/calls?q=…`, `https://…`, `resource.script`. */
export function maskName(name: unknown, ownOrigin: string): string {
  if (typeof name !== "string") return "";
  const words = name.split(" ").map((word) => {
    if (word.startsWith("/")) return word.startsWith("/_next/") ? (word.split(/[?#]/, 1)[0] ?? "") : maskPath(word);
    return /^[a-z][a-z\d+.-]*:\/\//i.test(word) ? maskUrl(word, ownOrigin) : word;
  });
  return scrubText(words.join(" ")).slice(0, 200);
}

export function scrubRecord(value: Record<string, unknown>): Record<string, unknown> {
  const clean = scrubDeep(value);
  return isRecord(clean) ? clean : {};
}

function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
