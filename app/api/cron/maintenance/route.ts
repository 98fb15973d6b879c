import { forgetSessions } from "@/lib/auth/forget-sessions";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { forgetIdempotencyKeys } from "@/lib/http/forget-idempotency-keys";
import { withCron } from "@/lib/http/with-cron";
import { maintainQueues } from "@/lib/jobs/maintain-queues";
import { destroyKeysOfDeleted } from "@/lib/keys/destroy-keys-of-deleted";
import { forgetDeletedNotes } from "@/lib/notes/forget-deleted-notes";
import { runOutVisits } from "@/lib/ops/run-out-visits";
import { forgetTurns } from "@/lib/redis/forget-turns";

export const maxDuration = 60;

export const GET = withCron(async ({ requestId, log }) => {
  // First: without partitions ahead everything that arrives ends in one table.
  const partitions = await maintainPartitions();
  await maintainQueues();
  const forgotten_answers = await forgetIdempotencyKeys();
  const forgotten_notes = await forgetDeletedNotes();
  const forgotten_turns = await forgetTurns();
  const forgotten_sessions = await forgetSessions();
  const ended_visits = await runOutVisits({ requestId, log });
  const destroyed_keys = await destroyKeysOfDeleted();
  return {
    ...partitions,
    forgotten_answers,
    forgotten_notes,
    forgotten_turns,
    forgotten_sessions,
    ended_visits,
    destroyed_keys,
  };
});
