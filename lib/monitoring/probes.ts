import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { withOperatorRole, withoutTenant } from "../db/tenant";
import { env } from "../env";
import { readText } from "../http/read-text";
import { readQueues } from "../jobs/read-queues";
import { redis } from "../redis/client";
import { type Probe, ProbeFailure } from "./probe";

/** A job that is ready and has waited this long says that nobody drains the queue: the scheduler comes every minute. */
const OLDEST_JOB_S = 300;

const SUPABASE = { critical: false, timeout_ms: 3_000, slow_ms: 1_000 };
const VENDOR = { critical: false, timeout_ms: 4_000, slow_ms: 2_000 };

/** Everything the product leans on. Each is asked at the same time as the others, within its own time. */
export const probes: readonly Probe[] = [
  {
    name: "database",
    label: "Database",
    critical: true,
    timeout_ms: 3_000,
    slow_ms: 500,
    run: async () => {
      await withoutTenant((tx) => sql`select 1`.execute(tx));
      return undefined;
    },
  },
  {
    name: "migrations",
    label: "Migrations",
    critical: false,
    timeout_ms: 2_000,
    slow_ms: 1_000,
    run: compareMigrations,
  },
  {
    name: "redis",
    label: "Redis",
    critical: false,
    timeout_ms: 1_000,
    slow_ms: 150,
    run: async () => {
      await redis().ping();
      return undefined;
    },
  },
  {
    name: "queue",
    label: "Job queue",
    critical: false,
    timeout_ms: 2_000,
    slow_ms: 1_000,
    run: lookAtQueues,
  },
  {
    ...SUPABASE,
    name: "auth",
    label: "Sign-in (Supabase Auth)",
    critical: true,
    run: async (signal) => {
      const response = await statusOf(`${env().SUPABASE_URL}/auth/v1/health`, signal, {
        apikey: env().SUPABASE_PUBLISHABLE_KEY,
      });
      if (!response.ok) throw new ProbeFailure(`answered ${response.status}`);
      return undefined;
    },
  },
  {
    ...SUPABASE,
    name: "storage",
    label: "Storage (Supabase)",
    run: async (signal) => {
      const response = await statusOf(`${env().SUPABASE_URL}/storage/v1/status`, signal);
      if (response.status === 404) return { state: "off", detail: "not served by this installation" };
      if (!response.ok) throw new ProbeFailure(`answered ${response.status}`);
      return undefined;
    },
  },
  { ...VENDOR, name: "mail", label: "Mail (Resend)", run: askResend },
  { ...VENDOR, name: "retell", label: "Retell", run: (signal) => askVendor(env().RETELL_BASE_URL, signal) },
  { ...VENDOR, name: "vapi", label: "Vapi", run: (signal) => askVendor(env().VAPI_BASE_URL, signal) },
];

async function compareMigrations() {
  const applied = await withOperatorRole((tx) =>
    sql<{ name: string }>`select name from private.applied_migrations() as name`.execute(tx),
  );
  const folder = join(/* turbopackIgnore: true */ process.cwd(), "supabase", "migrations");
  const brought = await readdir(folder).catch(() => undefined);
  if (!brought)
    return { state: "degraded" as const, detail: "this build does not bring its migrations to compare with" };
  const known = new Set(applied.rows.map(({ name }) => name));
  const pending = brought.filter((name) => name.endsWith(".sql") && !known.has(name));
  if (pending.length > 0)
    throw new ProbeFailure(
      `${pending.length} not applied yet; the first is ${pending.toSorted()[0]}. Run npm run migrate.`,
    );
  return { detail: `${known.size} applied` };
}

async function lookAtQueues() {
  const { queues, dead_letters } = await readQueues();
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const oldest = Math.max(0, ...queues.map(({ oldest_s }) => oldest_s ?? 0));
  if (oldest > OLDEST_JOB_S)
    return { state: "degraded" as const, detail: `a job has been waiting for ${Math.round(oldest / 60)} minutes` };
  return { detail: `${waiting} waiting, ${dead_letters} failed for good` };
}

// A key for sending only may not list domains: that it is told so proves both the key and the service.
async function askResend(signal: AbortSignal) {
  const { RESEND_API_KEY, RESEND_BASE_URL } = env();
  const response = await ask(`${RESEND_BASE_URL ?? "https://api.resend.com"}/domains`, signal, {
    authorization: `Bearer ${RESEND_API_KEY}`,
  });
  if (response.status >= 500) throw new ProbeFailure(`answered ${response.status}`);
  if (response.status === 429) return { state: "degraded" as const, detail: "limits our requests" };
  const refused = [400, 401, 403].includes(response.status);
  if (refused && !(await readText(response.body))?.includes("restricted_api_key"))
    throw new ProbeFailure("refuses our key");
  return undefined;
}

// Organizations bring their own keys, so this asks only whether the vendor's API answers at all.
async function askVendor(baseUrl: string, signal: AbortSignal) {
  const response = await statusOf(baseUrl, signal);
  if (response.status >= 500) throw new ProbeFailure(`answered ${response.status}`);
  return undefined;
}

async function statusOf(...question: Parameters<typeof ask>): Promise<Response> {
  const response = await ask(...question);
  await response.body?.cancel();
  return response;
}

function ask(url: string, signal: AbortSignal, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { signal, headers, redirect: "manual", cache: "no-store" });
}
