import { sql } from "kysely";
import type { Context } from "../auth/context";
import { saveProfile } from "../auth/save-profile";
import { enterAsMember, inSavepoint, type Organization } from "../db/tenant";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { idempotently } from "../http/idempotency";
import { type Answer, created } from "../http/respond";
import type { PersonContext } from "../http/with-user";
import { readSettings } from "./read-settings";
import type { CreateOrganization } from "./schemas";

/**
 * Founds an organization; the founder becomes its first admin. Throws `conflict` with a field error for a taken slug.
 * @param key `Idempotency-Key`: whoever asks again with it, because the answer was lost, is answered again. It is kept in the
 *   organization that was founded, since there is no other yet.
 */
export async function createOrganization(
  ctx: PersonContext,
  input: CreateOrganization,
  key: string | null = null,
): Promise<Answer> {
  await saveProfile(ctx.tx, ctx.person);
  const id = await insertOrganization(ctx, input);
  if (id === null) return answerAgain(ctx, input, key);
  const founder = founderContext(ctx, { id, ...input });
  const begin = async () => {
    const subject = { type: "organization", id } as const;
    await recordEvent(founder, { name: "organization.created", subject, data: {} }, { after: input });
    return created(await readSettings(founder));
  };
  return key === null ? begin() : once(founder, key, input, begin);
}

/** The new organization's id; null where its slug is taken. */
function insertOrganization({ tx, person }: PersonContext, input: CreateOrganization): Promise<string | null> {
  return inSavepoint(tx, async (inner) => {
    const made = await sql<{ id: string }>`
      select private.create_organization(${person.id}::uuid, ${input.slug}, ${input.name}, ${input.industry},
        ${input.time_zone}, ${input.currency}, ${input.colour}) as id`.execute(inner);
    const row = made.rows[0];
    if (!row) throw new Error("create_organization returned nothing");
    return row.id;
  }).catch((thrown: unknown) => {
    if (isTaken(thrown)) return null;
    throw thrown;
  });
}

/** What was answered when this person founded it with this key. To everybody else its slug is taken. */
async function answerAgain(ctx: PersonContext, input: CreateOrganization, key: string | null): Promise<Answer> {
  const taken = () => {
    const message = "This address is taken. Choose another one.";
    return new AppError("conflict", message, { fields: { slug: message } });
  };
  if (key === null) throw taken();
  const reader = { userId: ctx.person.id, sessionId: ctx.session.id };
  const found = await enterAsMember(ctx.tx, reader, input.slug).catch((thrown: unknown) => {
    throw thrown instanceof AppError ? taken() : thrown;
  });
  // Whoever may only read there founded it no more than a stranger did.
  if (found.role !== "org_admin") throw taken();
  return once(founderContext(ctx, found.org), key, input, () => Promise.reject(taken()));
}

async function once(founder: Context, key: string, input: CreateOrganization, work: () => Promise<Answer>) {
  const answer = await idempotently(founder, key, ["/api/v1/orgs", input], work);
  return typeof answer === "function" ? answer() : answer;
}

function isTaken(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === "23505";
}

function founderContext({ person, tx, log, requestId, ip }: PersonContext, org: Organization): Context {
  return { org, tx, log, requestId, ip, actor: { type: "user", id: person.id, role: "org_admin" } };
}
