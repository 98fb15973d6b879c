import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { asAppError, VendorError } from "../voice/vendor-error";
import { agentOrThrow } from "./rows";
import { type VendorAgent, vendorApi } from "./vendor-api";
import { vendorKey } from "./vendor-key";

/**
 * The agents at the vendor that the organization's key can see, to choose one from.
 * @returns work to be done after the transaction, because the vendor may take its time
 */
export async function listVendorAgents(
  ctx: Context,
  { id }: { id: string },
): Promise<() => Promise<{ data: VendorAgent[] }>> {
  const agent = await agentOrThrow(ctx, id);
  const api = vendorApi(agent.provider, keyOrThrow(await vendorKey(ctx, agent)));
  return async () => {
    try {
      return { data: await api.listAgents() };
    } catch (error) {
      throw error instanceof VendorError ? asAppError(error) : error;
    }
  };
}

/** The vendor's key, or `not_configured` with where to give it. */
export function keyOrThrow(key: string | undefined): string {
  if (key !== undefined) return key;
  throw new AppError("not_configured", "No key of this vendor is saved. Add it under Settings, Credentials.");
}
