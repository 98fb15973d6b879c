import type { Page } from "@playwright/test";
import { expect, test } from "../support/browser";
import type { CaughtItem, EnvelopeCatcher } from "../support/catch-envelopes";
import { pngOf } from "../support/images";
import type { TestOrganization } from "../support/organization";
import { EMAIL, enter, expectNothingOfPersons, holds, RELEASE, serveReportedApp } from "../support/reported-app";
import { type ReportingApp, serveReportingApp } from "../support/reporting-app";

/** Errors of all three runtimes reach Sentry, once, with their ids and without anything of persons. */
test.describe.configure({ mode: "default" });

const PHONE = "+1 (415) 555-0134";

let sentry: EnvelopeCatcher;
let app: ReportingApp;
let organization: TestOrganization;
let stop: (() => Promise<void>) | undefined;

test.beforeAll(async () => {
  ({ sentry, app, organization, stop } = await serveReportedApp({
    SENTRY_TRACES_SAMPLE_RATE: "1",
    SENTRY_REPLAY_SAMPLE_RATE: "1",
    // Refused by the object storage: a fault of ours that no handler foresees.
    SUPABASE_SECRET_KEY: "wrong-0123456789",
  }));
});

test.afterAll(() => stop?.());

test("an error of a route is reported with request and organization, after the answer that shows the request id", async () => {
  const answer = await fetch(`${app.url}/api/v1/orgs/${organization.slug}/logo?search=${EMAIL}`, {
    method: "PUT",
    headers: { "content-type": "application/json", cookie: await organization.admin.cookie() },
    body: JSON.stringify({ image: pngOf(64, 64).toString("base64") }),
  });
  expect(answer.status).toBe(500);
  const { error } = (await answer.json()) as { error: { request_id: string } };
  const event = JSON.parse((await sentry.next(holds(error.request_id))).payload);
  expect(event.tags).toMatchObject({
    request_id: error.request_id,
    org_id: organization.id,
    route: "/api/v1/orgs/[org]/logo",
  });
  expect(event).toMatchObject({ environment: "embedded", release: RELEASE });
  expect(event.exception.values[0].value).toContain("Invalid key");
  expect(event.exception.values[0].stacktrace.frames.length).toBeGreaterThan(0);
  expectNothingOfPersons(JSON.stringify(event), organization);
});

test("an error in the browser is reported through our own address, scrubbed, with a masked recording of the minute before", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/the caller/);
  await enter(context, app, organization.viewer);
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== app.url && !request.url().startsWith("blob:")) foreign.push(request.url());
  });
  await page.goto(`${app.url}/${organization.slug}/calls?search=${encodeURIComponent(EMAIL)}`);
  await recorderLoaded(page);
  await page.evaluate(
    ([phone, email]) => {
      setTimeout(() => {
        throw new Error(`the caller ${phone} or ${email} is not known`);
      });
    },
    [PHONE, EMAIL],
  );

  const event = JSON.parse((await sentry.next(holds("the caller"))).payload);
  expect(event.exception.values[0].value).toBe("the caller [phone] or [email] is not known");
  expect(event.tags).toMatchObject({ org_id: organization.id, runtime: "browser", boundary: "window" });
  expect(event).toMatchObject({ environment: "embedded", release: RELEASE });
  expect(event.tags.request_id).toMatch(/^[\w-]{8,80}$/);
  expect(event.request.url).toBe(`${app.url}/[org]/calls`);
  expectNothingOfPersons(JSON.stringify(event), organization);

  const replay = JSON.parse((await sentry.next((item) => item.type === "replay_event")).payload);
  expect(replay.error_ids).toContain(event.event_id);
  expectNothingOfPersons(JSON.stringify(replay), organization);
  const recording = await sentry.next((item) => item.type === "replay_recording");
  expect(recording.payload.length).toBeGreaterThan(10_000);
  expect(recording.payload).toContain("/[org]/calls");
  expectNothingOfPersons(recording.payload, organization);

  expect(foreign).toEqual([]);
  const sent = sentry.items.filter((item) => item.type.startsWith("replay"));
  for (const { headers } of sent) expect(Object.keys(headers)).not.toContain("cookie");
});

test("the time of a request is measured as one trace from the page to the database", async ({ page, context }) => {
  await enter(context, app, organization.viewer);
  await page.goto(`${app.url}/${organization.slug}/calls`);
  await recorderLoaded(page);
  await page.getByRole("searchbox").first().fill("nobody");

  const fromPage = (item: CaughtItem) => /^(pageload|navigation)$/.test(traceOf(item)?.op ?? "");
  const fromRoute = (item: CaughtItem) =>
    traceOf(item)?.op === "http.server" && item.payload.includes("GET /api/v1/orgs/[org]/calls");
  const joined = (item: CaughtItem) =>
    sentry.items.find((other) => fromPage(other) && traceOf(other)?.trace_id === traceOf(item)?.trace_id);
  const route = await sentry.next((item) => fromRoute(item) && joined(item) !== undefined);
  const { spans, contexts, tags } = JSON.parse(route.payload);
  expect(tags).toMatchObject({ org_id: organization.id, request_id: expect.stringMatching(/^[\w-]{8,80}$/) });
  expect(contexts.trace.parent_span_id).toMatch(/^[0-9a-f]{16}$/);
  expect(spans.map(({ op }: { op: string }) => op)).toContain("db");
  expect(JSON.parse(joined(route)?.payload ?? "{}").transaction).toBe("/[org]/calls");

  // What the page itself reads is measured as well, once the SDK is loaded.
  const answer = await page.reload();
  const requestId = answer?.headers()["x-request-id"] ?? "none";
  const ofPage = (item: CaughtItem) => traceOf(item)?.op === "http.server" && item.payload.includes(requestId);
  const read = JSON.parse((await sentry.next(ofPage)).payload);
  expect(read).toMatchObject({
    transaction: "GET /[org]/calls",
    environment: "embedded",
    release: RELEASE,
    tags: { org_id: organization.id, request_id: requestId },
  });
  expect(read.spans.map(({ op }: { op: string }) => op)).toContain("db");
  for (const item of sentry.items.filter(({ type }) => type === "transaction"))
    expectNothingOfPersons(item.payload, organization);
});

test("an error of the middleware is reported from the edge", async () => {
  // An address that the session's library refuses, met when a session is about to end.
  const broken = await serveReportingApp({
    SENTRY_DSN: sentry.dsn,
    VERCEL_GIT_COMMIT_SHA: RELEASE,
    SUPABASE_URL: "ftp://127.0.0.1",
  });
  try {
    const session = Buffer.from(JSON.stringify({ expires_at: 1, access_token: "x", refresh_token: "x" })).toString(
      "base64url",
    );
    const answer = await fetch(`${broken.url}/${organization.slug}/calls?search=${EMAIL}`, {
      headers: { cookie: `foyer-session=base64-${session}`, "x-request-id": "request-at-the-edge" },
      redirect: "manual",
    });
    expect(answer.status).toBe(500);
    const event = JSON.parse((await sentry.next(holds("request-at-the-edge"))).payload);
    expect(event.tags).toMatchObject({ runtime: "edge", request_id: "request-at-the-edge" });
    expect(event).toMatchObject({ environment: "embedded", release: RELEASE });
    expect(event.exception.values[0].value).toContain("supabaseUrl");
    expectNothingOfPersons(JSON.stringify(event), organization);
  } finally {
    await broken.stop();
  }
});

test("our address passes on our own reports only", async () => {
  const post = (dsn: string, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/api/envelopes`, {
      method: "POST",
      headers,
      body: `${JSON.stringify({ dsn })}\n{"type":"client_report"}\n{"sent_by":"this test"}\n`,
    });
  const passed = () => sentry.items.filter(({ payload }) => payload.includes("this test"));
  const { host, username } = new URL(sentry.dsn);
  for (const dsn of [
    `http://${username}@other.example/7`,
    `http://${username}@${host}/8`,
    `http://ffffffffffffffffffffffffffffffff@${host}/7`,
    `http://${username}@${host}.evil.example/7`,
    `http://${username}@${host}/7/../8`,
    "file:///etc/passwd",
    "",
  ])
    expect((await post(dsn)).status, dsn).toBe(403);
  expect((await post(sentry.dsn, { origin: "https://evil.example" })).status).toBe(403);
  expect((await fetch(`${app.url}/api/envelopes`, { method: "POST", body: "no header" })).status).toBe(403);
  expect((await fetch(`${app.url}/api/envelopes`, { method: "POST", body: "x".repeat(3_000_000) })).status).toBe(413);
  expect(passed()).toEqual([]);
  expect((await post(sentry.dsn)).status).toBe(200);
  expect(passed()).toHaveLength(1);
  // Without a DSN there is nothing here at all.
  expect((await fetch(`${process.env.PUBLIC_BASE_URL}/api/envelopes`, { method: "POST", body: "{}\n" })).status).toBe(
    404,
  );
});

function traceOf({ type, payload }: CaughtItem): { op: string; trace_id: string } | undefined {
  return type === "transaction" ? JSON.parse(payload).contexts.trace : undefined;
}

/** Until the page has settled and the recorder runs; it keeps its session in the tab's storage. */
async function recorderLoaded(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      performance.getEntriesByType("resource").filter((entry) => entry.name.includes("/_next/static/chunks/")).length >
        0 && "__SENTRY__" in window,
  );
  await page.waitForFunction(() => {
    const carrier =
      (
        window as {
          __SENTRY__?: Record<
            string,
            { defaultCurrentScope?: { getClient(): { getIntegrationByName(name: string): unknown } | undefined } }
          >;
        }
      ).__SENTRY__ ?? {};
    return Object.values(carrier).some((each) =>
      each?.defaultCurrentScope?.getClient()?.getIntegrationByName("Replay"),
    );
  });
}
