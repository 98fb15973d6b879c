import { Hono } from "hono";
import { z } from "zod";
import type { Parts } from "../sandbox";

const Message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("say"), content: z.string().min(1), endCallAfterSpoken: z.boolean().optional() }),
  z.object({
    type: z.literal("add-message"),
    message: z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string().min(1) }),
    triggerResponseEnabled: z.boolean().optional(),
  }),
  z.object({
    type: z.literal("control"),
    control: z.enum(["mute-assistant", "unmute-assistant", "say-first-message"]),
  }),
  z.object({ type: z.literal("end-call") }),
  z.object({
    type: z.literal("transfer"),
    destination: z.object({ type: z.literal("number"), number: z.string().regex(/^\+[1-9]\d{6,14}$/) }),
    content: z.string().optional(),
  }),
]);

/**
 * What `call.monitor.controlUrl` takes while a call runs. Source: message types `ClientInboundMessage*` of
 * \@vapi-ai/server-sdk 2.0.1.
 */
export function vapiLiveApi({ store, switchboard }: Parts): Hono {
  const app = new Hono();
  app.post("/:id/control", async (c) => {
    const call = store.calls.get(c.req.param("id"));
    if (call?.provider !== "vapi") return c.json({ message: "Couldn't Find Call", statusCode: 404 }, 404);
    const message = Message.safeParse(await c.req.json().catch(() => undefined));
    if (!message.success) return c.json({ message: z.prettifyError(message.error), statusCode: 400 }, 400);
    return steered(message.data)
      ? c.json({ success: true })
      : c.json({ message: "The call is not in progress.", statusCode: 400 }, 400);

    function steered(asked: z.infer<typeof Message>): boolean {
      if (!call) return false;
      if (asked.type === "say") return switchboard.steer(call, { say: asked.content });
      if (asked.type === "end-call") return switchboard.steer(call, { end: true });
      if (asked.type === "transfer") {
        return switchboard.steer(call, { end: true, destination: asked.destination.number });
      }
      // A written conversation neither falls silent nor thinks again; the call has only to be under way.
      return !call.finished;
    }
  });
  return app;
}
