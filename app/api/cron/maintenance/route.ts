import { forgetSessions } from "@/lib/auth/forget-sessions";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { forgetIdempotencyKeys } from "@/lib/http/forget-idempotency-keys";
import { withCron } from "@/lib/http/with-cron";
import { eachInTurn } from "@/lib/jobs/each-in-turn";
import { maintainQueues } from "@/lib/jobs/maintain-queues";
import { destroyKeysOfDeleted } from "@/lib/keys/destroy-keys-of-deleted";
import { forgetDeletedNotes } from "@/lib/notes/forget-deleted-notes";
import { runOutVisits } from "@/lib/ops/run-out-visits";
import { forgetTurns } from "@/lib/redis/forget-turns";

export const maxDuration = 60;

export const GET = withCron(async ({ requestId, log }) => {
  const {
    partitions,
    queues: _,
    ...done
  } = await eachInTurn({
    // First: without partitions ahead everything that arrives ends in one table.
    partitions: () => maintainPartitions(),
    queues: maintainQueues,
    forgotten_answers: forgetIdempotencyKeys,
    forgotten_notes: forgetDeletedNotes,
    forgotten_turns: forgetTurns,
    forgotten_sessions: forgetSessions,
    ended_visits: () => runOutVisits({ requestId, log }),
    destroyed_keys: destroyKeysOfDeleted,
  });
  return { ...partitions, ...done };
});
