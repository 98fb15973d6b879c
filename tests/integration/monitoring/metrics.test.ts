import { describe, expect, test, vi } from "vitest";
import { GET as health } from "@/app/api/health/route";
import { GET as metrics } from "@/app/api/metrics/route";
import { POST as receive } from "@/app/webhooks/agent/[token]/route";
import { env } from "@/lib/env";
import { callRoute } from "../../support/http";
import { makeOperator, makeOrganization } from "../../support/organization";

vi.mock("@/lib/redis/redis-time", async (original) => (await import("../../support/patient-redis")).patient(original));

const path = "/api/metrics";
const key = () => ({ authorization: `Bearer ${env().MONITOR_KEY}` });

type Sample = { labels: Record<string, string>; value: number; count: number; p95_s: number };
type Answer = {
  scope: string;
  counters: { name: string; samples: Sample[] }[];
  histograms: { name: string; samples: Sample[] }[];
  gauges: { name: string; samples: Sample[] }[];
};

const read = async () => (await callRoute(metrics, { path, headers: key() })).json<Answer>();

describe("the metrics", () => {
  test("are for monitors: no key, a wrong one, half of one and a session are refused alike", async () => {
    const { admin } = await makeOrganization();
    const attempts = [
      {},
      { headers: { authorization: "Bearer wrong" } },
      { headers: { authorization: `Bearer ${env().MONITOR_KEY.slice(0, -1)}` } },
      { headers: { authorization: env().MONITOR_KEY } },
      { headers: { authorization: `Bearer ${env().CRON_SECRET}` } },
      { cookie: await admin.cookie() },
      { cookie: await (await makeOperator()).cookie() },
    ];
    for (const attempt of attempts) expect((await callRoute(metrics, { path, ...attempt })).status).toBe(401);
    expect((await callRoute(metrics, { path, headers: key() })).status).toBe(200);
  });

  test("come as JSON or as text for Prometheus, as asked", async () => {
    const type = async (query: string, accept?: string) =>
      (await callRoute(metrics, { path: path + query, headers: { ...key(), ...(accept ? { accept } : {}) } })).headers
        .get("content-type")
        ?.split(";")[0];
    expect(await type("")).toBe("application/json");
    expect(await type("?format=prometheus")).toBe("text/plain");
    const scraper = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1";
    expect(await type("", scraper)).toBe("text/plain");
    expect(await type("?format=json", scraper)).toBe("application/json");
    expect((await callRoute(metrics, { path: `${path}?format=xml`, headers: key() })).status).toBe(422);
  });

  test("count a request under its pattern, never its path, and time it", async () => {
    const token = `agent_${crypto.randomUUID().replaceAll("-", "")}`;
    await callRoute(receive, { method: "POST", path: `/webhooks/agent/${token}`, params: { token }, body: {} });
    const { counters, histograms } = await read();
    const requests = counters.find(({ name }) => name === "foyer_http_requests_total")?.samples ?? [];
    const ours = requests.find(({ labels }) => labels.route === "/webhooks/agent/[token]" && labels.status === "401");
    expect(ours?.value).toBeGreaterThanOrEqual(1);
    expect(JSON.stringify(requests)).not.toContain(token);
    const durations = histograms.find(({ name }) => name === "foyer_http_request_duration_seconds")?.samples ?? [];
    expect(durations.find(({ labels }) => labels.route === "/webhooks/agent/[token]")?.p95_s).toBeGreaterThan(0);
    const strangers = counters.find(({ name }) => name === "foyer_webhook_deliveries_total")?.samples ?? [];
    expect(strangers.find(({ labels }) => labels.outcome === "unknown_sender")?.value).toBeGreaterThanOrEqual(1);
  });

  test("tell of the process, the pool, the database and the queue", async () => {
    const { scope, gauges } = await read();
    const value = (name: string) => gauges.find((gauge) => gauge.name === name)?.samples[0]?.value;
    expect(scope).toBe("fleet");
    expect(value("foyer_redis_up")).toBe(1);
    expect(value("foyer_database_up")).toBe(1);
    expect(value("foyer_process_resident_memory_bytes")).toBeGreaterThan(10_000_000);
    expect(value("foyer_process_uptime_seconds")).toBeGreaterThan(0);
    expect(value("foyer_database_connections")).toBeGreaterThan(0);
    expect(value("foyer_database_connections_max")).toBeGreaterThan(10);
    expect(value("foyer_database_pool_connections")).toBe(env().DATABASE_POOL_SIZE);
    expect(value("foyer_queue_dead_letters")).toBeGreaterThanOrEqual(0);
  });
});

describe("the health of the whole", () => {
  test("is shallow for anyone, whatever else is wrong", async () => {
    const answer = await callRoute(health, { path: "/api/health" });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.json())).toEqual(["status", "time"]);
  });

  test("is deep only with the key", async () => {
    const deep = "/api/health?depth=deep";
    expect((await callRoute(health, { path: deep })).status).toBe(401);
    expect((await callRoute(health, { path: deep, headers: { authorization: "Bearer wrong" } })).status).toBe(401);
    const answer = await callRoute(health, { path: deep, headers: key() });
    expect(answer.status).toBe(200);
    type Deep = { status: string; checks: { name: string; state: string; latency_ms: number; detail?: string }[] };
    const { checks } = answer.json<Deep>();
    // A busy machine answers late; that a part works is what is asked here.
    const isLate = ({ state, detail }: (typeof checks)[number]) =>
      state === "degraded" && detail?.startsWith("answered only after");
    const state = Object.fromEntries(checks.map((check) => [check.name, isLate(check) ? "ok" : check.state]));
    expect(state).toMatchObject({
      database: "ok",
      migrations: "ok",
      redis: "ok",
      auth: "ok",
      mail: "ok",
      retell: "ok",
      vapi: "ok",
      storage: "ok",
    });
    expect(Object.keys(state)).toContain("queue");
    expect(answer.text).not.toContain(env().MONITOR_KEY);
  });
});
