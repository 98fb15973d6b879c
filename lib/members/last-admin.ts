import { AppError } from "../errors";

const LAST_ADMIN = "FY001";

/** Runs a change of admins; the database's refusal to lose the last one becomes a sentence. */
export async function keepingAnAdmin<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown && thrown.code === LAST_ADMIN)) throw thrown;
    throw new AppError("conflict", "An organization needs at least one admin. Make somebody else an admin first.", {
      reason: "last_admin",
    });
  }
}
