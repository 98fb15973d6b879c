import { expect, test, vi } from "vitest";
import { GET } from "@/app/api/cron/maintenance/route";
import { forgetSessions } from "@/lib/auth/forget-sessions";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { env } from "@/lib/env";
import { forgetIdempotencyKeys } from "@/lib/http/forget-idempotency-keys";
import { maintainQueues } from "@/lib/jobs/maintain-queues";
import { destroyKeysOfDeleted } from "@/lib/keys/destroy-keys-of-deleted";
import { forgetDeletedNotes } from "@/lib/notes/forget-deleted-notes";
import { runOutVisits } from "@/lib/ops/run-out-visits";
import { forgetTurns } from "@/lib/redis/forget-turns";
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

const OTHERS = [
  ...[
    vi.mocked(maintainQueues),
    vi.mocked(forgetIdempotencyKeys),
    vi.mocked(forgetDeletedNotes),
    vi.mocked(forgetTurns),
  ],
  ...[vi.mocked(forgetSessions), vi.mocked(runOutVisits), vi.mocked(destroyKeysOfDeleted)],
];

test("a part of the maintenance that fails keeps no other from being done, is told, and partitions are made before all", async () => {
  const headers = { authorization: `Bearer ${env().CRON_SECRET}` };
  expect((await callRoute(GET, { path: "/api/cron/maintenance", headers })).status).toBe(500);
  for (const step of OTHERS) expect(step, step.getMockName()).toHaveBeenCalledOnce();
  const partitions = vi.mocked(maintainPartitions).mock;
  await expect(partitions.results[0]?.value).resolves.toMatchObject({ unclaimed_rows: 0 });
  const [first = 0] = partitions.invocationCallOrder;
  for (const step of OTHERS) expect(step.mock.invocationCallOrder[0]).toBeGreaterThan(first);
});
