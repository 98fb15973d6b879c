import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

let server: Server;
const envelopes: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      envelopes.push(body);
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  process.env.SENTRY_DSN = `http://0123456789abcdef0123456789abcdef@127.0.0.1:${port}/1`;
  vi.resetModules();
});

afterAll(async () => {
  delete process.env.SENTRY_DSN;
  await new Promise((resolve) => server.close(resolve));
});

it("an error that is ours reaches Sentry with its ids and nothing of the person", async () => {
  const { reportError } = await import("@/lib/log/report-error");
  await reportError(new Error("the roof of jane.roe@example.com, +1 (415) 555-0134, leaks"), {
    request_id: "request-1",
    org_id: "org-1",
  });
  await vi.waitFor(() => expect(envelopes.length).toBeGreaterThan(0));
  const sent = envelopes.join("\n");
  expect(sent).toContain("the roof of [email], [phone], leaks");
  expect(sent).not.toMatch(/jane|555-0134/i);
  expect(sent).toContain("request-1");
  expect(sent).toContain('"environment":"embedded"');
  expect(sent).not.toMatch(/"(cookies|headers|ip_address|breadcrumbs|server_name)":/);
});

it("the same fault of two requests is reported for each, so that either's id is found", async () => {
  const { reportError } = await import("@/lib/log/report-error");
  for (const request_id of ["request-first", "request-second"]) await reportError(away(), { request_id });
  const sent = () => envelopes.join("\n");
  await vi.waitFor(() => expect(sent()).toContain("request-first"));
  await vi.waitFor(() => expect(sent()).toContain("request-second"));
});

it("an error that two of our nets catch is reported once", async () => {
  const { reportError } = await import("@/lib/log/report-error");
  const error = away();
  for (const net of ["inner", "outer"]) await reportError(error, { request_id: "request-caught-twice", net });
  await reportError(away(), { request_id: "request-afterwards" });
  await vi.waitFor(() => expect(envelopes.join("\n")).toContain("request-afterwards"));
  expect(envelopes.filter((envelope) => envelope.includes("request-caught-twice"))).toHaveLength(1);
});

it("without a DSN nothing is sent, and the SDK is not even loaded", async () => {
  const dsn = process.env.SENTRY_DSN;
  delete process.env.SENTRY_DSN;
  const running = Reflect.get(globalThis, "foyerSentry");
  try {
    vi.resetModules();
    Reflect.deleteProperty(globalThis, "foyerSentry");
    const before = envelopes.length;
    const { reportError } = await import("@/lib/log/report-error");
    await reportError(away(), { request_id: "request-without-dsn" });
    const { sdkSlot } = await import("@/lib/log/sentry/running-sdk");
    expect(sdkSlot()).toEqual({});
    expect(envelopes).toHaveLength(before);
  } finally {
    process.env.SENTRY_DSN = dsn;
    Reflect.set(globalThis, "foyerSentry", running);
    vi.resetModules();
  }
});

/** Errors that look alike to the last frame, as everybody's do while the database is away. */
function away(): Error {
  return new Error("the database is away");
}
