import { notFound } from "next/navigation";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type CaughtItem, catchEnvelopes } from "../../support/catch-envelopes";
import { callRoute } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";
import { inRequestScope } from "../../support/request-scope";

// Before anything has read the environment.
const sentry = await catchEnvelopes();
const RELEASE = "5817b68c0ffee5817b68c0ffee5817b68c0ffee1";
process.env.SENTRY_DSN = sentry.dsn;
process.env.SENTRY_TRACES_SAMPLE_RATE = "1";
process.env.VERCEL_GIT_COMMIT_SHA = RELEASE;
const { GET: listCalls } = await import("@/app/api/v1/orgs/[org]/calls/route");
const { readForPage } = await import("@/lib/auth/page");
const { startSdk } = await import("@/lib/log/sentry/start-sdk");

type Transaction = {
  transaction: string;
  release: string;
  environment: string;
  tags: Record<string, string>;
  contexts: { trace: { op: string; status: string; trace_id: string; parent_span_id?: string } };
  spans: { op: string }[];
};

beforeAll(() => startSdk());
afterAll(() => sentry.stop());

const newId = () => `request-${crypto.randomUUID()}`;

/** The transaction of one request, as it arrived. */
async function measuredOf(requestId: string): Promise<Transaction> {
  const item = await sentry.next(({ type, payload }) => type === "transaction" && payload.includes(requestId));
  return JSON.parse(item.payload);
}

/** A page read by its viewer; `more` stands for what the browser sends along. */
async function readPage(
  org: TestOrganization,
  requestId: string,
  read: () => Promise<unknown> = async () => undefined,
  more: Record<string, string> = {},
): Promise<unknown> {
  const headers = { cookie: await org.viewer.cookie(), "x-request-id": requestId, ...more };
  const request = new Request(`${process.env.PUBLIC_BASE_URL}/${org.slug}/calls/0198a9b0-1234-7abc-8def-0123456789ab`, {
    headers,
  });
  const { result } = await inRequestScope(request, () => readForPage("/[org]/calls/[id]", org.slug, read));
  return result;
}

test("a page is measured down to the database under its pattern, with release, environment, organization and request", async () => {
  const org = await makeOrganization();
  const id = newId();
  await readPage(org, id);
  const measured = await measuredOf(id);
  expect(measured).toMatchObject({
    transaction: "GET /[org]/calls/[id]",
    release: RELEASE,
    environment: "embedded",
    tags: { request_id: id, org_id: org.id, route: "/[org]/calls/[id]" },
    contexts: { trace: { op: "http.server", status: "ok" } },
  });
  expect(measured.spans.map(({ op }) => op)).toContain("db");
  const sent = JSON.stringify(measured);
  for (const own of [org.slug, org.viewer.email, org.viewer.userId, "0198a9b0-1234"]) expect(sent).not.toContain(own);
});

test("a route's time carries its organization and request, too", async () => {
  const org = await makeOrganization();
  const id = newId();
  const answer = await callRoute(listCalls, {
    path: `/api/v1/orgs/${org.slug}/calls`,
    params: { org: org.slug },
    cookie: await org.viewer.cookie(),
    headers: { "x-request-id": id },
  });
  expect(answer.status).toBe(200);
  expect(await measuredOf(id)).toMatchObject({
    transaction: "GET /api/v1/orgs/[org]/calls",
    release: RELEASE,
    tags: { request_id: id, org_id: org.id, route: "/api/v1/orgs/[org]/calls" },
  });
});

test("pages that are read at the same time keep their ids apart", async () => {
  const orgs = await Promise.all([makeOrganization(), makeOrganization(), makeOrganization()]);
  const read = orgs.map((org) => ({ org, id: newId() }));
  let under_way = 0;
  const all = Promise.withResolvers<void>();
  const together = async () => {
    under_way += 1;
    if (under_way === read.length) all.resolve();
    await all.promise;
  };
  await Promise.all(read.map(({ org, id }) => readPage(org, id, together)));
  const measured = await Promise.all(read.map(({ id }) => measuredOf(id)));
  expect(measured.map(({ tags }) => tags.org_id)).toEqual(orgs.map(({ id }) => id));
  expect(new Set(measured.map(({ contexts }) => contexts.trace.trace_id)).size).toBe(3);
  for (const { spans } of measured) expect(spans.map(({ op }) => op)).toContain("db");
});

test("a page that sends elsewhere or is not there is no failure; one that breaks is, and fails as before", async () => {
  const org = await makeOrganization();
  const stranger = await makeOrganization();
  const [missing, broken, elsewhere] = [newId(), newId(), newId()];
  await expect(readPage(org, missing, async () => notFound())).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
  await expect(readPage(org, broken, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  await expect(readPage({ ...org, slug: stranger.slug }, elsewhere)).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
  const status = async (id: string) => (await measuredOf(id)).contexts.trace.status;
  expect(await status(missing)).toBe("not_found");
  expect(await status(broken)).toBe("internal_error");
  // Nobody's organization was entered, so none is named.
  expect((await measuredOf(elsewhere)).tags).toEqual({ request_id: elsewhere, route: "/[org]/calls/[id]" });
});

test("a page goes on with the trace that its browser began", async () => {
  const org = await makeOrganization();
  const id = newId();
  const [trace, span] = ["0123456789abcdef0123456789abcdef", "0123456789abcdef"];
  await readPage(org, id, undefined, { "sentry-trace": `${trace}-${span}-1` });
  expect((await measuredOf(id)).contexts.trace).toMatchObject({ trace_id: trace, parent_span_id: span });
});

test("while nothing is traced the request is asked nothing and the SDK is not loaded", async () => {
  const sent = () => sentry.items.filter(({ type }: CaughtItem) => type === "transaction").length;
  const running = Reflect.get(globalThis, "foyerSentry");
  const headers = vi.fn(async () => new Headers({ "sentry-trace": `${"1".repeat(32)}-${"2".repeat(16)}-1` }));
  const slotAfter = async (variables: Record<string, string>) => {
    vi.resetModules();
    Reflect.deleteProperty(globalThis, "foyerSentry");
    Object.assign(process.env, { SENTRY_DSN: "", SENTRY_TRACES_SAMPLE_RATE: "0" }, variables);
    if (process.env.SENTRY_DSN === "") delete process.env.SENTRY_DSN;
    const { tracedPage } = await import("@/lib/log/sentry/traced");
    expect(
      await tracedPage(
        { route: "/[org]" },
        headers,
        async () => "read",
        () => 200,
      ),
    ).toBe("read");
    const { sdkSlot } = await import("@/lib/log/sentry/running-sdk");
    return sdkSlot();
  };
  const before = sent();
  try {
    expect(await slotAfter({ SENTRY_DSN: sentry.dsn })).toEqual({});
    expect(await slotAfter({ SENTRY_TRACES_SAMPLE_RATE: "1" })).toEqual({});
    expect(headers).not.toHaveBeenCalled();
    // Negative control: with both it is asked, and the SDK is on its way.
    expect(await slotAfter({ SENTRY_DSN: sentry.dsn, SENTRY_TRACES_SAMPLE_RATE: "1" })).toHaveProperty("starting");
    expect(headers).toHaveBeenCalledTimes(1);
    expect(sent()).toBe(before);
  } finally {
    Reflect.set(globalThis, "foyerSentry", running);
  }
});
