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
