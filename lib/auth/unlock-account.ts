import { sql } from "kysely";
import { equalInConstantTime } from "../crypto/compare";
import { lookupOf } from "../crypto/lookup";
import { withoutTenant } from "../db/tenant";
import { AppError } from "../errors";
import type { UnlockAccount } from "./schemas";

/** What the link in the owner's mail carries: which lock, and our signature. It lifts that one lock, once. */
export function unlockToken(key: string, since: Date): string {
  const lock = `${key}.${since.getTime()}`;
  return `${lock}.${lookupOf("unlock", lock)}`;
}

/** Lifts a lock by the link in the owner's mail. */
export async function unlockAccount({ token }: UnlockAccount): Promise<void> {
  const [key = "", since = "", signature = ""] = token.split(".");
  if (!equalInConstantTime(signature, lookupOf("unlock", `${key}.${since}`))) throw expired();
  const { rows } = await withoutTenant((tx) =>
    sql<{ unlocked: boolean }>`select private.unlock(${key}, ${new Date(Number(since))}) as unlocked`.execute(tx),
  );
  if (!rows[0]?.unlocked) throw expired();
}

const expired = () =>
  new AppError("invalid", "This link has been used, or the lock it was for is over.", { reason: "link_expired" });
