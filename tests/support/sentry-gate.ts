import { type Envelope, scrubEnvelope } from "@/lib/log/sentry/scrub-envelope";

/** The application's own address, an organization, and what must not leave. */
export const OWN = "https://app.example";
export const ORG = "0198a9b0-1234-7abc-8def-0123456789ab";
export const SPOKEN = "my sister is ill and I would rather come on Friday";
export const SECRETS = [
  "jane.roe@example.com",
  "+4915112345678",
  "(415) 555-0134",
  SPOKEN,
  "sb-access-token=abc",
  "lakeside",
];

/** What leaves of these items, as text; `"null"` when nothing does. */
export function throughGate(...items: [Record<string, unknown>, unknown][]): string {
  const envelope: Envelope = [
    { event_id: "1", dsn: "https://k@s.example/1", trace: { trace_id: "t", transaction: "/lakeside" } },
    items,
  ];
  return JSON.stringify(scrubEnvelope(envelope, OWN) ?? null);
}
