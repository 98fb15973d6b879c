import { z } from "zod";
import type { Context } from "../../auth/context";
import { env } from "../../env";
import { AppError } from "../../errors";
import { parseJson } from "../../ingest/parse-json";
import { BODY, openBody } from "../../phi/fields";
import { openVault } from "../../phi/vault";
import { shortText } from "../../voice/loose";
import { callRow } from "../rows";

/** Where a call under way can be heard (WebSocket) and steered (POST); each is absent when its assistant forbids it. */
export type Monitor = { listen_url?: string; control_url?: string };

const Delivery = z.object({
  message: z.object({
    call: z.object({ monitor: z.object({ listenUrl: shortText, controlUrl: shortText }) }),
  }),
});

/** The newest deliveries repeat the addresses; older ones than these need not be read. */
const DELIVERIES_READ = 5;

/**
 * The addresses Vapi named in its deliveries of a call. They are read where the deliveries lie and copied nowhere: whoever
 * holds one may listen. Only the vendor's own hosts count. Throws `not_found`, and `conflict` when the call is over or of
 * a vendor that cannot be steered.
 */
export async function findMonitor(ctx: Context, callId: string): Promise<Monitor> {
  const call = await callRow(ctx, callId);
  if (call.provider !== "vapi") {
    throw new AppError("conflict", "Retell offers no way to listen to a call or to steer it while it runs.");
  }
  if (call.status !== "in_progress") throw new AppError("conflict", "The call is not in conversation.");
  const deliveries = await ctx.tx
    .selectFrom("inbound_events")
    .select(BODY)
    .where("org_id", "=", ctx.org.id)
    .where("vendor_call_id", "=", call.vendor_call_id)
    .where("provider", "=", "vapi")
    .where("source", "=", "webhook")
    .orderBy("id", "desc")
    .limit(DELIVERIES_READ)
    .execute();
  const vault = await openVault(ctx);
  for (const delivery of deliveries) {
    const read = Delivery.safeParse(parseJson(openBody(vault, "inbound_events", delivery)));
    if (!read.success) continue;
    const { listenUrl, controlUrl } = read.data.message.call.monitor;
    return {
      ...(listenUrl && isVendorAddress(listenUrl, "wss:") && { listen_url: listenUrl }),
      ...(controlUrl && isVendorAddress(controlUrl, "https:") && { control_url: controlUrl }),
    };
  }
  return {};
}

/** The configured origin itself (the local sandbox), or an encrypted address below the vendor's own domain. */
export function isVendorAddress(address: string, protocol: "https:" | "wss:"): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const vendor = new URL(env().VAPI_BASE_URL);
  if (url.username || url.password) return false;
  if (url.host === vendor.host && url.protocol.replace("ws", "http") === vendor.protocol) return true;
  const domain = vendor.hostname.split(".").slice(-2).join(".");
  return url.protocol === protocol && /[a-z]$/.test(domain) && url.hostname.endsWith(`.${domain}`);
}
