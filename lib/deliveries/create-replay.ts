import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { type ReplayOutcome, replayOne } from "./replay-one";

/** Replays one delivery because a person asked for it, and states that fact. Answers what changed. */
export async function createReplay(ctx: Context, { id }: { id: string }): Promise<ReplayOutcome> {
  const outcome = await replayOne(ctx, id);
  await recordEvent(ctx, {
    name: "delivery.replayed",
    subject: { type: "delivery", id },
    data: { deliveries: 1 },
  });
  return outcome;
}
