import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ORG, OWN, SECRETS, SPOKEN, throughGate } from "@/tests/support/sentry-gate";

/** An error as an SDK with every integration switched on would send it. */
function careless(): Record<string, unknown> {
  return {
    event_id: "0123456789abcdef0123456789abcdef",
    timestamp: 1_763_697_600.5,
    platform: "javascript",
    environment: "production",
    release: "2e0e0c7f46fbfe1234567890abcdef1234567890",
    transaction: "GET /lakeside/calls?search=jane.roe@example.com",
    server_name: "jane-laptop",
    tags: { org_id: ORG, request_id: "request-1234", caller_name: "Jane Roe", email: "jane.roe@example.com" },
    user: { id: "7", email: "jane.roe@example.com", ip_address: "203.0.113.7", username: "Jane" },
    extra: { transcript: SPOKEN, body: `{"from":"+4915112345678"}` },
    request: {
      url: `${OWN}/lakeside/calls?search=%2B4915112345678`,
      method: "POST",
      data: SPOKEN,
      cookies: { session: "sb-access-token=abc" },
      headers: { "User-Agent": "Firefox/140", Cookie: "sb-access-token=abc", Referer: `${OWN}/lakeside/inbox` },
      query_string: "search=jane.roe@example.com",
      env: { REMOTE_ADDR: "203.0.113.7" },
    },
    exception: {
      values: [
        {
          type: "TypeError",
          value: `Unexpected token 'm', "${SPOKEN}" is not valid JSON; asked by jane.roe@example.com (415) 555-0134`,
          mechanism: { type: "generic", handled: true, data: { url: "/lakeside" } },
          stacktrace: {
            frames: [
              {
                filename: "app:///_next/static/chunks/app.js?v=jane.roe@example.com",
                function: "render",
                lineno: 12,
                colno: 34,
                vars: { caller: "+4915112345678" },
                context_line: `say("${SPOKEN}")`,
              },
            ],
          },
        },
      ],
    },
    contexts: {
      trace: { trace_id: "a".repeat(32), span_id: "b".repeat(16), data: { url: "/lakeside" } },
      browser: { name: "Firefox", version: "140" },
      state: { value: SPOKEN },
    },
    breadcrumbs: [
      { category: "console", message: SPOKEN, data: { arguments: ["+4915112345678"] } },
      { category: "ui.click", message: `button[aria-label="Call jane.roe@example.com"]` },
      {
        category: "navigation",
        data: { from: "/lakeside/calls?q=jane.roe@example.com", to: `/lakeside/calls/${ORG}` },
      },
      {
        category: "fetch",
        data: { method: "GET", url: "/api/v1/orgs/lakeside/calls?search=jane", status_code: 500, body: SPOKEN },
      },
    ],
    spans: [
      {
        span_id: "c".repeat(16),
        trace_id: "a".repeat(32),
        op: "http.client",
        description: `GET ${OWN}/api/v1/orgs/lakeside/calls?search=jane.roe@example.com`,
        data: { "http.query": "search=jane.roe@example.com", "http.response.status_code": 200, "db.params": SPOKEN },
      },
    ],
  };
}

describe("what leaves for Sentry", () => {
  it("is an error without anything of persons, and with all one needs to mend it", () => {
    const sent = throughGate([{ type: "event" }, careless()]);
    for (const secret of [...SECRETS, "Jane", "203.0.113.7", "Cookie"]) expect(sent).not.toContain(secret);
    for (const fact of [
      ORG,
      "request-1234",
      "TypeError",
      "render",
      '"lineno":12',
      "/[org]/calls",
      "Firefox",
      '"status_code":500',
    ])
      expect(sent).toContain(fact);
  });

  it("would have held all of it, were the gate not there", () => {
    const unguarded = JSON.stringify(careless());
    for (const secret of SECRETS) expect(unguarded).toContain(secret);
  });

  it("is a transaction under the same rule", () => {
    const sent = throughGate([{ type: "transaction" }, { ...careless(), type: "transaction" }]);
    for (const secret of SECRETS) expect(sent).not.toContain(secret);
    expect(sent).toContain('"http.response.status_code":200');
  });

  it("is nothing of a kind nobody has thought about", () => {
    for (const type of [
      "attachment",
      "log",
      "feedback",
      "user_report",
      "profile",
      "session",
      "raw_security",
      "check_in",
    ])
      expect(throughGate([{ type }, careless()])).toBe("null");
  });

  it("holds a planted secret in no field, wherever a future SDK may put it", () => {
    const secrets = fc.constantFrom(
      "jane.roe@example.com",
      "+49 151 12345678",
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNry",
    );
    const paths = fc.array(
      fc.oneof(fc.constantFrom(...Object.keys(careless()), "values", "data", "frames", "0"), fc.string()),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(
        paths,
        secrets,
        fc.constantFrom("event", "transaction", "replay_event", "client_report"),
        (path, secret, type) => {
          const sent = throughGate([{ type }, plant(careless(), path, secret)]);
          expect(sent).not.toContain(secret);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

function plant(into: Record<string, unknown>, [name = "", ...rest]: string[], secret: string): Record<string, unknown> {
  const below = into[name];
  const value =
    rest.length === 0 ? secret : plant(typeof below === "object" && below !== null ? { ...below } : {}, rest, secret);
  return { ...into, [name]: value };
}
