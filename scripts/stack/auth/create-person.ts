import { randomUUID } from "node:crypto";
import type postgres from "postgres";

export type NewPerson = { email: string; password: string; full_name: string };

/**
 * Makes a person with a confirmed address straight in the auth server's tables, with a profile, for seeds and tests.
 * Made again, the password and the name are renewed. The hash is bcrypt, as GoTrue keeps it.
 * @param sql connection of the working role of an embedded or test database
 * @param cost bcrypt rounds; tests take fewer
 */
export async function createPerson(sql: postgres.Sql, person: NewPerson, cost = 10): Promise<string> {
  const email = person.email.toLowerCase();
  const metadata = { email, email_verified: true, full_name: person.full_name };
  return sql.begin(async (tx) => {
    const [existing] = await tx<{ id: string }[]>`select id from auth.users where email = ${email}`;
    const id = existing?.id ?? randomUUID();
    const identity = { ...metadata, sub: id };
    await tx`
      insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data,
        raw_user_meta_data, is_sso_user, is_anonymous, created_at, updated_at)
      values (${id}, 'authenticated', 'authenticated', ${email},
        extensions.crypt(${person.password}, extensions.gen_salt('bf', ${cost})), now(),
        ${tx.json({ provider: "email", providers: ["email"] })}, ${tx.json(identity)}, false, false, now(), now())
      on conflict (id) do update set
        encrypted_password = excluded.encrypted_password, raw_user_meta_data = excluded.raw_user_meta_data`;
    if (!existing)
      await tx`
        insert into auth.identities (id, provider, provider_id, user_id, identity_data, created_at, updated_at)
        values (${randomUUID()}, 'email', ${id}, ${id}, ${tx.json(identity)}, now(), now())`;
    await tx`
      insert into public.profiles (user_id, email, full_name) values (${id}, ${email}, ${person.full_name})
      on conflict (user_id) do update set full_name = excluded.full_name`;
    return id;
  });
}
