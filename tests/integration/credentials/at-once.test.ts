import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { createCredential } from "@/lib/credentials/create-credential";
import { rotateCredential } from "@/lib/credentials/rotate-credential";
import type { Credential } from "@/lib/credentials/schemas";
import { updateCredential } from "@/lib/credentials/update-credential";
import { keep, kept, listed, NEXT, onServer, used } from "../../support/credentials";
import { database } from "../../support/database";

const THIRD = "key_canary_third_99887766";

/** Two credentials of a kind, the first of which is used, and what can be done with them. */
async function two() {
  const { org, cookie, credential } = await kept();
  const other = (await keep(org, cookie, { label: "Other", secret: NEXT })).json<Credential>();
  const choose = (id: string) => (ctx: Context) => updateCredential(ctx, { id, is_default: true });
  const rotate = (id: string) => (ctx: Context) => rotateCredential(ctx, { id, secret: THIRD, overlap_hours: 1 });
  /** Does the second while the first has not committed, which it does once the second waits for it. */
  const both = async (first: (ctx: Context) => Promise<unknown>, second: (ctx: Context) => Promise<Credential>) => {
    let later: Promise<Credential> | undefined;
    await onServer(org, async (ctx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(ctx.tx);
      await first(ctx);
      later = onServer(org, second);
      later.catch(() => undefined);
      await expect
        .poll(() => database()`select from pg_stat_activity where ${rows[0]?.pid ?? 0} = any (pg_blocking_pids(pid))`)
        .toHaveLength(1);
    });
    return later as Promise<Credential>;
  };
  const defaults = async () => (await listed(org, cookie)).filter(({ is_default }) => is_default).map(({ id }) => id);
  return { org, used: credential.id, other: other.id, choose, rotate, both, defaults };
}

test("two that are chosen at the same moment: the later one is used, and neither choice fails", async () => {
  const { org, other, choose, both, defaults } = await two();
  const third = (await keep(org, await org.admin.cookie(), { label: "Third", secret: THIRD })).json<Credential>();
  expect(await both(choose(third.id), choose(other))).toMatchObject({ id: other, is_default: true });
  expect(await defaults()).toEqual([other]);
  expect(await used(org)).toBe(NEXT);
});

test("one that is rotated while another takes its place has a successor that is not used", async () => {
  const { used: first, other, choose, rotate, both, defaults } = await two();
  expect(await both(choose(other), rotate(first))).toMatchObject({ is_default: false, replaces_id: first });
  expect(await defaults()).toEqual([other]);
});

test("one that is chosen while it is rotated is no longer active, and its choice is refused", async () => {
  const { used: first, other, choose, rotate, both, defaults } = await two();
  await expect(both(rotate(other), choose(other))).rejects.toMatchObject({
    code: "conflict",
    message: "Only an active credential can be the default.",
  });
  expect(await defaults()).toEqual([first]);
});

test("one that is added while the ended one is rotated waits beside its successor", async () => {
  const { org, used: first, rotate, both, defaults } = await two();
  await database()`update public.credentials set expires_at = now() - interval '1 second' where id = ${first}`;
  const add = (ctx: Context) => createCredential(ctx, { kind: "retell", label: "Added", secret: `${THIRD}_added` });
  let successor = "";
  const added = await both(async (ctx) => {
    successor = (await rotate(first)(ctx)).id;
  }, add);
  expect(added.is_default).toBe(false);
  expect(await defaults()).toEqual([successor]);
  expect(await used(org)).toBe(THIRD);
});
