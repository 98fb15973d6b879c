import type { Context } from "../../auth/context";
import { AppError } from "../../errors";
import { recordEvent } from "../../events/record-event";
import { findMonitor } from "./find-monitor";

/**
 * The WebSocket at which a call under way is heard: 16-bit PCM in binary frames, described by a first text frame
 * (`sampleRate`, `channels`). That somebody listened is stated as a fact. Throws `not_found`, `conflict`.
 */
export async function listenToCall(ctx: Context, input: { id: string }): Promise<{ url: string }> {
  const { listen_url } = await findMonitor(ctx, input.id);
  if (!listen_url) {
    throw new AppError(
      "conflict",
      "Vapi gave no address to listen to this call. Allow `listenEnabled` in the assistant's monitor plan; calls that begin after that can be heard.",
    );
  }
  await recordEvent(ctx, { name: "call.listened", subject: { type: "call", id: input.id }, data: {} });
  return { url: listen_url };
}
