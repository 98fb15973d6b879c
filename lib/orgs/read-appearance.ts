import type { Context } from "../auth/context";

/** How an organization writes dates and amounts (BCP 47), and the picture it goes by. */
export type Appearance = { locale: string; logo_id: string | null };

export function readAppearance({ tx, org }: Pick<Context, "tx" | "org">): Promise<Appearance> {
  return tx
    .selectFrom("organizations")
    .select(["locale", "logo_id"])
    .where("id", "=", org.id)
    .executeTakeFirstOrThrow();
}
