import type { Context } from "../auth/context";
import { maskCaller, seesPhi } from "../phi/sight";
import type { Vault } from "../phi/vault";
import type { ListedCall } from "./listed-call";

/**
 * A listed call as a list may show it: while health data is protected, with the caller's number masked unless whole numbers
 * were asked for, and without its summary for those who may not see it.
 */
export function maskListed(ctx: Context, vault: Vault, call: ListedCall, numbersShown = false): ListedCall {
  if (!vault.is_protected) return call;
  const sees = seesPhi(ctx, vault);
  const known = { ...call, summary: sees ? call.summary : null };
  return numbersShown && sees
    ? known
    : { ...known, ...maskCaller(call), ...(sees ? { is_masked: true } : { is_hidden: true }) };
}
