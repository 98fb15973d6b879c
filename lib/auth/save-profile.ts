import { sql } from "kysely";
import type { Tx } from "../db/tenant";
import type { Person } from "./session";

/** Keeps the profile of somebody the auth server vouches for: address as it is there, name as first given. */
export async function saveProfile(tx: Tx, person: Person): Promise<void> {
  await sql`select private.save_profile(${person.id}::uuid, ${person.email}, ${person.full_name})`.execute(tx);
}
