import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { type Read, recordRead } from "../events/record-read";
import type { Vault } from "./vault";

/** Whether who acts may see health data: everybody but viewers, and viewers where the organization allows it. */
export function seesPhi({ actor }: Pick<Context, "actor">, vault: Vault): boolean {
  if (!vault.is_protected || vault.viewers_see) return true;
  return !(actor.type === "user" && actor.role === "org_viewer");
}

/** Throws `forbidden`, with what can be done about it. */
export function requirePhi(ctx: Pick<Context, "actor">, vault: Vault): void {
  if (seesPhi(ctx, vault)) return;
  throw new AppError(
    "forbidden",
    "Your organization keeps what was said and who called from viewers. An admin can allow it in the settings.",
    { reason: "phi_hidden" },
  );
}

/** Notes in the audit log that health data was read, while the organization protects it. */
export function notePhiRead(ctx: Context, vault: Vault, read: Read): void {
  if (vault.is_protected) recordRead(ctx, read);
}

/** A number as lists show it while numbers are masked: its last four digits. */
export function maskNumber(number: string | null): string | null {
  if (number === null) return null;
  const digits = number.replaceAll(/\D/g, "");
  return digits.length < 7 ? "•••" : `••• ${digits.slice(-4)}`;
}

type Called = { direction: "inbound" | "outbound" | null; from_number: string | null; to_number: string | null };

/** The numbers of a call with the caller's masked; the organization's own stays. */
export function maskCaller({ direction, from_number, to_number }: Called) {
  return direction === "outbound"
    ? { from_number, to_number: maskNumber(to_number) }
    : { from_number: maskNumber(from_number), to_number };
}
