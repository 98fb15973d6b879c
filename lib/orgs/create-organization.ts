import { sql } from "kysely";
import type { Context } from "../auth/context";
import { saveProfile } from "../auth/save-profile";
import type { Organization } from "../db/tenant";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import type { PersonContext } from "../http/with-user";
import { type Appearance, readAppearance } from "./read-appearance";
import type { CreateOrganization } from "./schemas";

/** Founds an organization; the founder becomes its first admin. Throws `conflict` with a field error for a taken slug. */
export async function createOrganization(
  ctx: PersonContext,
  input: CreateOrganization,
): Promise<Organization & Appearance> {
  await saveProfile(ctx.tx, ctx.person);
  const id = await insertOrganization(ctx, input);
  const org: Organization = { id, ...input };
  const founder = founderContext(ctx, org);
  await recordEvent(
    founder,
    {
      name: "organization.created",
      subject: { type: "organization", id },
      data: {},
    },
    { after: input },
  );
  return { ...org, ...(await readAppearance(founder)) };
}

async function insertOrganization({ tx, person }: PersonContext, input: CreateOrganization): Promise<string> {
  try {
    const made = await sql<{ id: string }>`
      select private.create_organization(${person.id}::uuid, ${input.slug}, ${input.name}, ${input.industry},
        ${input.time_zone}, ${input.currency}, ${input.colour}) as id`.execute(tx);
    const row = made.rows[0];
    if (!row) throw new Error("create_organization returned nothing");
    return row.id;
  } catch (thrown) {
    if (!isTaken(thrown)) throw thrown;
    const message = "This address is taken. Choose another one.";
    throw new AppError("conflict", message, { fields: { slug: message } });
  }
}

function isTaken(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === "23505";
}

function founderContext({ person, tx, log, requestId, ip }: PersonContext, org: Organization): Context {
  return { org, tx, log, requestId, ip, actor: { type: "user", id: person.id, role: "org_admin" } };
}
