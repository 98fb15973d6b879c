import { expect, test } from "vitest";
import { GET as apiHealth } from "@/app/api/health/route";
import { GET as webhookHealth } from "@/app/api/webhook/health/route";
import { GET as health } from "@/app/health/route";
import { env } from "@/lib/env";
import { callRoute } from "../../support/http";

test("both health addresses answer without anybody signed in", async () => {
  for (const [handler, path] of [
    [health, "/health"],
    [apiHealth, "/api/health"],
  ] as const) {
    const answer = await callRoute(handler, { path });
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ status: "ok" });
  }
});

test("webhook health says where deliveries go, which version answers and in which environment", async () => {
  const answer = await callRoute(webhookHealth, { path: "/api/webhook/health" });
  expect(answer.json()).toEqual({
    status: "ok",
    backend_url: env().PUBLIC_BASE_URL,
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    environment: "embedded",
  });
});
