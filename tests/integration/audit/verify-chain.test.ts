import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type postgres from "postgres";
import { expect, test } from "vitest";
import { GET as anchor } from "@/app/api/cron/anchor-audit/route";
import { POST as verify } from "@/app/api/v1/orgs/[org]/audit-log/verifications/route";
import type { AnchoredVerification } from "@/lib/audit/verify-against-anchors";
import type { ChainFault, ChainHead } from "@/lib/audit/verify-chain";
import { env } from "@/lib/env";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { mailTo } from "../../support/mailbox";
import { makeOrganization, type TestOrganization } from "../../support/organization";

/** Promise S19. The intruder writes to the database as its owner, with every trigger off. */
const asIntruder = (work: (tx: postgres.TransactionSql) => Promise<unknown>) =>
  database().begin(async (tx) => {
    await tx`alter table public.audit_log disable trigger user`;
    await work(tx);
    await tx`alter table public.audit_log enable trigger user`;
  });

async function makeChain(entries = 6): Promise<TestOrganization> {
  const org = await makeOrganization();
  for (let entry = 1; entry <= entries; entry++)
    await database()`
      insert into public.audit_log (org_id, action, subject_type, subject_id, actor_type, actor_id, before, after)
      values (${org.id}, 'agent.updated', 'agent', ${randomUUID()}, 'user', ${org.admin.userId}, ${`{"n":${entry - 1}}`}, ${`{"n":${entry}}`})`;
  return org;
}

async function asked(org: TestOrganization, heads: ChainHead[], after = 0) {
  return callRoute(verify, {
    method: "POST",
    path: `/api/v1/orgs/${org.slug}/audit-log/verifications`,
    params: { org: org.slug },
    cookie: await org.admin.cookie(),
    body: { heads, after },
  });
}

async function verified(org: TestOrganization, heads: ChainHead[] = [], after = 0): Promise<AnchoredVerification> {
  const answer = await asked(org, heads, after);
  expect(answer.status).toBe(200);
  return answer.json<AnchoredVerification>();
}

/** Computes every hash again from an entry on, as somebody would who wants to hide a change. */
const computeAnew = async (tx: postgres.TransactionSql, orgId: string, from: number) => {
  const rows = await tx<
    { seq: string }[]
  >`select seq from public.audit_log where org_id = ${orgId} and seq >= ${from} order by seq`;
  for (const { seq } of rows) {
    await tx`
      update public.audit_log l set previous_hash = coalesce(
        (select b.hash from public.audit_log b where b.org_id = l.org_id and b.seq = l.seq - 1), '')
      where org_id = ${orgId} and seq = ${seq}`;
    await tx`update public.audit_log l set hash = private.audit_hash(l) where org_id = ${orgId} and seq = ${seq}`;
  }
};

const edit = (tx: postgres.TransactionSql, id: string) =>
  tx`update public.audit_log set after = '{"n":33}' where org_id = ${id} and seq = 3`;

const TAMPERINGS: {
  title: string;
  by: (tx: postgres.TransactionSql, id: string) => Promise<unknown>;
  seen: ChainFault[];
  anchored: ChainFault[];
}[] = [
  { title: "an edit", by: edit, seen: [{ seq: 3, fault: "hash" }], anchored: [{ seq: 3, fault: "hash" }] },
  {
    title: "another actor",
    by: (tx, id) => tx`update public.audit_log set actor_id = 'somebody' where org_id = ${id} and seq = 3`,
    seen: [{ seq: 3, fault: "hash" }],
    anchored: [{ seq: 3, fault: "hash" }],
  },
  {
    title: "a deletion",
    by: (tx, id) => tx`delete from public.audit_log where org_id = ${id} and seq = 3`,
    seen: [{ seq: 4, fault: "gap" }],
    anchored: [{ seq: 4, fault: "gap" }],
  },
  {
    title: "two entries in each other's place",
    by: async (tx, id) => {
      await tx`update public.audit_log set seq = 100 where org_id = ${id} and seq = 3`;
      await tx`update public.audit_log set seq = 3 where org_id = ${id} and seq = 4`;
      await tx`update public.audit_log set seq = 4 where org_id = ${id} and seq = 100`;
    },
    seen: [3, 4, 5].map((seq) => ({ seq, fault: "link" as const })),
    anchored: [3, 4, 5].map((seq) => ({ seq, fault: "link" as const })),
  },
  {
    title: "an edit whose own hash was computed anew",
    by: async (tx, id) => {
      await edit(tx, id);
      await tx`update public.audit_log l set hash = private.audit_hash(l) where org_id = ${id} and seq = 3`;
    },
    seen: [{ seq: 4, fault: "link" }],
    anchored: [{ seq: 4, fault: "link" }],
  },
  // These two the chain alone cannot show: what is seen without a kept head is the negative control of the anchor.
  {
    title: "a tail that was cut off",
    by: (tx, id) => tx`delete from public.audit_log where org_id = ${id} and seq > 4`,
    seen: [],
    anchored: [{ seq: 6, fault: "cut" }],
  },
  {
    title: "an edit with the whole chain computed anew",
    by: async (tx, id) => {
      await edit(tx, id);
      await computeAnew(tx, id, 3);
    },
    seen: [],
    anchored: [{ seq: 6, fault: "rewritten" }],
  },
];

test.each(TAMPERINGS)("$title is found", async ({ by, seen, anchored }) => {
  const org = await makeChain();
  const { head, faults, entries } = await verified(org);
  expect({ faults, entries, seq: head?.seq }).toEqual({ faults: [], entries: 6, seq: 6 });
  const heads = head ? [head] : [];
  expect((await verified(org, heads)).faults).toEqual([]);
  await asIntruder((tx) => by(tx, org.id));
  expect((await verified(org)).faults).toEqual(seen);
  expect((await verified(org, heads)).faults).toEqual(anchored);
});

test("a part of a chain is verified from where it is asked, and heads of other hashes, places or shapes are told", async () => {
  const org = await makeChain();
  const { head, verified_to } = await verified(org);
  expect(verified_to).toBeNull();
  await asIntruder((tx) => edit(tx, org.id));
  const from = (after: number) => verified(org, [], after);
  expect((await from(2)).faults).toEqual([{ seq: 3, fault: "hash" }]);
  expect((await from(3)).faults).toEqual([]);
  expect(await from(6)).toMatchObject({ entries: 6, head, faults: [], verified_to: null });
  const kept = [
    { seq: 5, hash: "0".repeat(64) },
    { seq: 9, hash: "f".repeat(64) },
  ];
  expect((await verified(org, kept, 6)).faults).toEqual([
    { seq: 5, fault: "rewritten" },
    { seq: 9, fault: "cut" },
  ]);
  for (const hash of ["0".repeat(63), "0".repeat(65), `${"0".repeat(63)}G`])
    expect((await asked(org, [{ seq: 5, hash }])).status, hash).toBe(422);
  for (const seq of [0, -1, 1.5]) expect((await asked(org, [{ seq, hash: "0".repeat(64) }])).status).toBe(422);
});

test("an empty log has no head and no fault", async () => {
  const org = await makeOrganization();
  expect(await verified(org)).toMatchObject({ entries: 0, head: null, faults: [], verified_to: null });
});

test("a log that was rewritten is found against the copies in object storage, which nothing overwrites", async () => {
  const org = await makeChain();
  const call = { path: "/api/cron/anchor-audit", headers: { authorization: `Bearer ${env().CRON_SECRET}` } };
  const kept = await callRoute(anchor, call);
  expect(kept.json<{ stored: number }>().stored).toBeGreaterThan(0);
  const today = new Date().toISOString().slice(0, 10);
  const anchors = { compared: 1, newest: today, unreadable: false };
  expect(await verified(org)).toMatchObject({ faults: [], anchors });

  await asIntruder(async (tx) => {
    await edit(tx, org.id);
    await computeAnew(tx, org.id, 3);
  });
  // Another run of the day cannot put the new head in the place of the old one.
  await callRoute(anchor, call);
  expect(await verified(org)).toMatchObject({ faults: [{ seq: 6, fault: "rewritten" }], anchors });

  // Control: without the storage the rewritten log is whole in itself; storage that is away is said.
  const { SUPABASE_SECRET_KEY, AUDIT_ANCHOR_BUCKET } = env();
  try {
    Object.assign(env(), { SUPABASE_SECRET_KEY: undefined });
    expect(await verified(org)).toMatchObject({ faults: [], anchors: null });
    Object.assign(env(), { SUPABASE_SECRET_KEY: env().SUPABASE_PUBLISHABLE_KEY });
    expect(await verified(org)).toMatchObject({ faults: [], anchors: { compared: 0, unreadable: true } });
  } finally {
    Object.assign(env(), { SUPABASE_SECRET_KEY, AUDIT_ANCHOR_BUCKET });
  }
});

const run = (file: string) =>
  promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/audit-log.ts", file], { env: process.env }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ code, said: stdout }),
  );

test("the heads are mailed once a day, and the mail shows later that a log was rewritten", async () => {
  const org = await makeChain();
  const to = `heads-${randomUUID()}@example.com`;
  Object.assign(env(), { AUDIT_ANCHOR_EMAIL: to });
  const call = { path: "/api/cron/anchor-audit", headers: { authorization: `Bearer ${env().CRON_SECRET}` } };
  expect((await callRoute(anchor, call)).json()).toMatchObject({ mailed: true });
  const mail = await mailTo(to);
  const folder = await mkdtemp(join(tmpdir(), "foyer-heads-"));
  try {
    const file = join(folder, "heads.txt");
    await writeFile(file, mail.text ?? "");
    expect((await run(file)).said).toContain(`✓ ${org.slug}: 6 entries, held against 1 kept heads`);
    await asIntruder(async (tx) => {
      await edit(tx, org.id);
      await computeAnew(tx, org.id, 3);
    });
    const after = await run(file);
    expect(after.code).toBe(1);
    expect(after.said).toContain(`✗ ${org.slug}`);
    expect(after.said).toContain("entry 6: rewritten");
  } finally {
    await rm(folder, { recursive: true });
  }
});
