import { scrubText } from "../scrub-text";
import { isRecord } from "./pick";
import { maskName, scrubEvent } from "./scrub-event";

/** The event that goes with a recording; its addresses are masked, its user left out. */
export function scrubReplayEvent(payload: unknown, ownOrigin: string): Record<string, unknown> | undefined {
  const event = scrubEvent(payload, ownOrigin);
  if (!event || !isRecord(payload)) return undefined;
  if (Array.isArray(payload.urls)) event.urls = payload.urls.map((url) => maskName(url, ownOrigin));
  return event;
}

/**
 * A recording: a line of JSON with the segment's number, then the events. Ours are not compressed, so that this gate can
 * read them; bytes it cannot read do not leave. The recorder has masked all text already: this is the second wall.
 */
export function scrubRecording(payload: unknown, ownOrigin: string): string | undefined {
  const text = typeof payload === "string" ? payload : undefined;
  const end = text?.indexOf("\n") ?? -1;
  if (!text || end < 0) return undefined;
  try {
    const events = clean(JSON.parse(text.slice(end + 1)), "", ownOrigin);
    return `${JSON.stringify({ segment_id: Number(JSON.parse(text.slice(0, end)).segment_id) })}\n${JSON.stringify(events)}`;
  } catch {
    return undefined;
  }
}

/** Attributes that only draw. What a person reads, types or is called by stands in others (title, alt, aria-label, value …). */
const DRAWING = new Set(
  [
    "class style _cssText d points viewBox fill stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray x y x1",
    "x2 y1 y2 cx cy r rx ry width height transform opacity xmlns type role rel media dir lang colspan rowspan disabled",
    "checked open hidden tabindex aria-hidden aria-expanded aria-selected aria-pressed aria-current data-theme data-state",
    "data-side data-orientation data-disabled rr_width rr_height rr_scrollLeft rr_scrollTop preserveAspectRatio clip-path",
  ].flatMap((names) => names.split(" ")),
);

/** Keys whose strings are addresses, wherever the recorder puts them. */
const ADDRESS = new Set(["href", "src", "url", "from", "to", "description"]);

/** Keys whose strings are text of the page. */
const TEXT = new Set(["textContent", "text", "value", "label", "message"]);

/** Keys of the recorder's own words. */
const OWN = new Set(["tagName", "publicId", "systemId", "name", "tag", "category", "op", "type", "level", "method"]);

function clean(value: unknown, key: string, ownOrigin: string): unknown {
  if (typeof value === "string") return cleanString(value, key, ownOrigin);
  if (Array.isArray(value)) return value.map((each) => clean(each, isRecord(each) ? "" : key, ownOrigin));
  if (!isRecord(value)) return value;
  const isStyle = value.isStyle === true || value.tagName === "style";
  const pairs = Object.entries(value).flatMap(([name, each]): [string, unknown][] => {
    if (key === "attributes" && !DRAWING.has(name) && !ADDRESS.has(name)) return [];
    if (name === "textContent" && isStyle) return [[name, each]];
    return [[name, key === "attributes" && DRAWING.has(name) ? each : clean(each, name, ownOrigin)]];
  });
  return Object.fromEntries(pairs);
}

function cleanString(value: string, key: string, ownOrigin: string): string {
  if (ADDRESS.has(key) || /^(\/|https?:)/.test(value)) return maskName(value, ownOrigin);
  if (TEXT.has(key)) return value.replace(/[^\s*]/gu, "*");
  return OWN.has(key) ? scrubText(value).slice(0, 100) : scrubText(value);
}
