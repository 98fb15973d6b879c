import { AppError } from "../errors";

const REFUSALS: Record<string, { message: string; reason: string }> = {
  FY001: {
    message: "An organization needs at least one admin. Make somebody else an admin first.",
    reason: "last_admin",
  },
  FY002: {
    message: "The owner stays an admin of the organization until they have handed it to another one.",
    reason: "owner",
  },
};

/** Runs a change of admins; the database's refusal to lose the last one, or the owner, becomes a sentence (`conflict`). */
export async function keepingAnAdmin<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (thrown) {
    const refusal = thrown instanceof Error && "code" in thrown ? REFUSALS[String(thrown.code)] : undefined;
    if (!refusal) throw thrown;
    throw new AppError("conflict", refusal.message, { reason: refusal.reason });
  }
}
