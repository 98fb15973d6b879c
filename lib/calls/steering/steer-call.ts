import { z } from "zod";
import type { Context } from "../../auth/context";
import { withTenant } from "../../db/tenant";
import { env } from "../../env";
import { AppError } from "../../errors";
import { recordEvent } from "../../events/record-event";
import { fetchGuarded } from "../../http/fetch-guarded";
import { findMonitor } from "./find-monitor";

const words = z.string().trim().min(1, "Write what is to be said.").max(500, "Keep it under 500 characters.");

/** What may be done to a call under way. `hint` is heard by the agent only. */
export const SteerCall = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("say"), text: words }),
  z.strictObject({ action: z.literal("hint"), text: words }),
  z.strictObject({ action: z.literal("mute") }),
  z.strictObject({ action: z.literal("unmute") }),
  z.strictObject({
    action: z.literal("transfer"),
    number: z
      .string()
      .transform((value) => value.replaceAll(/[\s().-]/g, ""))
      .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/, "Write the number with its country code, such as +1 212 555 0100.")),
  }),
  z.strictObject({ action: z.literal("end") }),
]);

export type Steering = z.infer<typeof SteerCall>;

/**
 * Speaks into a call under way, hands it over or ends it, through the address Vapi gave for it. That it was asked is stated
 * in the transaction, whatever comes of it; asking the vendor is a step of its own, taken when the transaction is over, and
 * that its agent is silent or speaks again is noted when the vendor has said yes. Throws `not_found`, `conflict`.
 * Source: `ClientInboundMessage*` of \@vapi-ai/server-sdk 2.0.1.
 */
export async function steerCall(ctx: Context, input: { id: string } & Steering): Promise<() => Promise<object>> {
  const { control_url } = await findMonitor(ctx, input.id);
  if (!control_url) {
    throw new AppError(
      "conflict",
      "Vapi gave no address to steer this call. Allow `controlEnabled` in the assistant's monitor plan; calls that begin after that can be steered.",
    );
  }
  await recordEvent(ctx, {
    name: "call.steered",
    subject: { type: "call", id: input.id },
    data: { action: input.action },
  });
  return async () => {
    const done = await ask(control_url, input);
    if (input.action === "mute" || input.action === "unmute") await noteMuted(ctx, input.id, input.action === "mute");
    return done;
  };
}

/** It is so by now, also when whoever asked for it may no more. */
function noteMuted(ctx: Context, id: string, isMuted: boolean): Promise<void> {
  return withTenant({ orgId: ctx.org.id }, async (tx) => {
    const changed = await tx
      .updateTable("calls")
      .set({ is_muted: isMuted })
      .where("org_id", "=", ctx.org.id)
      .where("id", "=", id)
      .where("is_muted", "!=", isMuted)
      .returning("id")
      .executeTakeFirst();
    if (!changed) return;
    const fact = { name: "call.mute_updated", subject: { type: "call", id }, data: { is_muted: isMuted } } as const;
    await recordEvent({ ...ctx, tx }, fact);
  });
}

async function ask(address: string, steering: Steering): Promise<object> {
  const answer = await fetchGuarded(address, {
    json: messageOf(steering),
    trustedOrigins: [new URL(env().VAPI_BASE_URL).origin],
    headersWithinMs: 5_000,
  });
  await answer.body.cancel();
  if (answer.status >= 200 && answer.status < 300) return { action: steering.action };
  if (answer.status === 401 || answer.status === 403) {
    throw new AppError(
      "conflict",
      "The assistant asks for a key before it is steered. Turn `controlAuthenticationEnabled` off in its monitor plan.",
    );
  }
  if (answer.status < 500) throw new AppError("conflict", "Vapi did not do it: the call may be over by now.");
  throw new AppError("unavailable", "Vapi did not answer properly. Try again in a moment.");
}

function messageOf(steering: Steering): object {
  switch (steering.action) {
    case "say":
      return { type: "say", content: steering.text };
    case "hint":
      return {
        type: "add-message",
        message: { role: "system", content: steering.text },
        triggerResponseEnabled: false,
      };
    case "mute":
      return { type: "control", control: "mute-assistant" };
    case "unmute":
      return { type: "control", control: "unmute-assistant" };
    case "transfer":
      return { type: "transfer", destination: { type: "number", number: steering.number } };
    case "end":
      return { type: "end-call" };
  }
}
