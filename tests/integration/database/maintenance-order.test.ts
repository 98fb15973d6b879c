import { expect, test, vi } from "vitest";
import { GET } from "@/app/api/cron/maintenance/route";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { env } from "@/lib/env";
import { callRoute } from "../../support/http";

const broken = vi.hoisted(() => (name: string) => async () => ({
  [name]: vi.fn(() => Promise.reject(new Error(`${name} is broken`))),
}));

vi.mock("@/lib/db/maintain-partitions", async (original) => {
  const { maintainPartitions: real, ...rest } = await original<typeof import("@/lib/db/maintain-partitions")>();
  return { ...rest, maintainPartitions: vi.fn(real) };
});
vi.mock("@/lib/jobs/maintain-queues", broken("maintainQueues"));
vi.mock("@/lib/http/forget-idempotency-keys", broken("forgetIdempotencyKeys"));
vi.mock("@/lib/notes/forget-deleted-notes", broken("forgetDeletedNotes"));
vi.mock("@/lib/redis/forget-turns", broken("forgetTurns"));
vi.mock("@/lib/auth/forget-sessions", broken("forgetSessions"));
vi.mock("@/lib/ops/run-out-visits", broken("runOutVisits"));
vi.mock("@/lib/keys/destroy-keys-of-deleted", broken("destroyKeysOfDeleted"));

test("whatever else of the maintenance fails, the partitions of the coming months were made before it", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const headers = { authorization: `Bearer ${env().CRON_SECRET}` };
  expect((await callRoute(GET, { path: "/api/cron/maintenance", headers })).status).toBe(500);
  await expect(vi.mocked(maintainPartitions).mock.results[0]?.value).resolves.toMatchObject({ unclaimed_rows: 0 });
});
