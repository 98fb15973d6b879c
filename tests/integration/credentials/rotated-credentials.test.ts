import { sql } from "kysely";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { POST as retire } from "@/app/api/v1/orgs/[org]/credentials/[id]/retirement/route";
import { POST as rotate } from "@/app/api/v1/orgs/[org]/credentials/[id]/rotation/route";
import { PATCH as change, GET as read, DELETE as remove } from "@/app/api/v1/orgs/[org]/credentials/[id]/route";
import { POST as verify } from "@/app/api/v1/orgs/[org]/credentials/[id]/verification/route";
import { retireCredentialJob } from "@/lib/credentials/jobs/retire-credential";
import type { Credential } from "@/lib/credentials/schemas";
import { drainJobs } from "@/lib/jobs/drain";
import { logger } from "@/lib/log/logger";
import { connectableAgent } from "../../support/connectable-agent";
import {
  type Asked,
  at,
  factsOf,
  type Handler,
  keep,
  kept,
  listed,
  NEXT,
  onServer,
  opened,
  SECRET,
  used,
} from "../../support/credentials";
import { database } from "../../support/database";
import { makeOrganization } from "../../support/organization";

describe("rotating a credential", () => {
  test("uses the new secret at once and keeps the old one valid until it is retired", async () => {
    const { org, cookie, credential } = await kept();
    const answer = await at(rotate, org, credential.id, cookie, { method: "POST", body: { secret: NEXT } });
    const successor = answer.json<Credential>();
    expect(successor).toMatchObject({ is_default: true, replaces_id: credential.id, state: "active" });
    expect(await used(org)).toBe(NEXT);
    expect(await opened(org, credential.id)).toBe(SECRET);
    expect((await at(read, org, credential.id, cookie)).json()).toMatchObject({ state: "retiring", is_default: false });

    expect((await at(retire, org, credential.id, cookie, { method: "POST" })).json()).toMatchObject({
      state: "retired",
    });
    await expect(opened(org, credential.id)).rejects.toMatchObject({ code: "conflict" });
    expect(await used(org)).toBe(NEXT);
    expect(await factsOf(org)).toEqual(["credential.created", "credential.rotated", "credential.retired"]);
  });

  test("retires the old one by itself when the overlap is over by the database's clock, and not sooner", async () => {
    const { org, cookie, credential } = await kept();
    await at(rotate, org, credential.id, cookie, { method: "POST", body: { secret: NEXT, overlap_hours: 1 } });
    const run = () => drainJobs([retireCredentialJob], Date.now() + 5_000);
    const due = () => database()`update pgboss.job set start_after = now()
      where name = 'retire-credential' and data->>'credential_id' = ${credential.id} and state < 'active'`;
    await due();
    await run();
    expect(await opened(org, credential.id)).toBe(SECRET);
    await at(read, org, credential.id, cookie);
    await onServer(org, ({ tx }) =>
      tx.updateTable("credentials").set({ retires_at: new Date() }).where("id", "=", credential.id).execute(),
    );
    const late = { jobId: "test", attempt: 1, deadline: Date.now() + 5_000, log: logger() };
    const behind = vi.spyOn(Date, "now").mockReturnValue(Date.now() - 60_000);
    onTestFinished(() => void behind.mockRestore());
    await retireCredentialJob.execute({ org_id: org.id, credential_id: credential.id }, late);
    const [row] =
      await database()`select secret_ciphertext, retired_at from public.credentials where id = ${credential.id}`;
    expect(row).toMatchObject({ secret_ciphertext: null, retired_at: expect.any(Date) });
  });

  test("is looked at again where it is looked at too early, so that no secret is kept for good", async () => {
    const { org, cookie, credential } = await kept();
    await at(rotate, org, credential.id, cookie, { method: "POST", body: { secret: NEXT, overlap_hours: 1 } });
    await onServer(org, ({ tx }) =>
      tx
        .updateTable("credentials")
        .set({ retires_at: sql`clock_timestamp() + interval '1500 milliseconds'` })
        .where("id", "=", credential.id)
        .execute(),
    );
    const early = { jobId: "test", attempt: 1, deadline: Date.now() + 5_000, log: logger() };
    await retireCredentialJob.execute({ org_id: org.id, credential_id: credential.id }, early);
    expect(await opened(org, credential.id)).toBe(SECRET);
    const secret = async () => {
      await drainJobs([retireCredentialJob], Date.now() + 5_000);
      const [row] = await database()`select secret_ciphertext from public.credentials where id = ${credential.id}`;
      return row?.secret_ciphertext;
    };
    await expect.poll(secret, { timeout: 10_000, interval: 200 }).toBeNull();
  });

  test("has one successor, however often it is asked for", async () => {
    const { org, cookie, credential } = await kept();
    const ask = (secret: string) => at(rotate, org, credential.id, cookie, { method: "POST", body: { secret } });
    const answers = await Promise.all([ask(NEXT), ask("key_canary_third_99887766")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe("verifying a credential", () => {
  test("says that it works when its vendor accepts it, and that it does not when the vendor refuses", async () => {
    const { org, cookie, key } = await connectableAgent("retell", { withVendorId: true });
    const [mine] = await listed(org, cookie);
    if (!mine) throw new Error("the agent's key was not kept");
    expect(await used(org)).toBe(key);
    expect((await at(verify, org, mine.id, cookie, { method: "POST" })).json()).toMatchObject({
      ...{ verification: "valid", verification_problem: null, verified_at: expect.any(String) },
    });
    const wrong = (await keep(org, cookie)).json<Credential>();
    expect((await at(verify, org, wrong.id, cookie, { method: "POST" })).json()).toMatchObject({
      ...{ verification: "refused", verification_problem: expect.stringContaining("does not accept this key") },
    });
    expect(await factsOf(org)).toContain("credential.verified");
  });

  test("says honestly where it cannot be done, and why", async () => {
    const { org, cookie, credential } = await kept({ kind: "boberdoo", secret: "src-0123456789-abcdefgh" });
    expect(credential).toMatchObject({ verifiable: false, unverifiable_because: expect.any(String) });
    const answer = await at(verify, org, credential.id, cookie, { method: "POST" });
    expect(answer.status).toBe(409);
    expect(answer.json()).toMatchObject({
      error: { message: credential.unverifiable_because, details: { reason: "cannot_be_verified" } },
    });
    expect(await factsOf(org)).not.toContain("credential.verified");
  });
});

describe("who may", () => {
  test("a viewer sees that there is one and changes nothing", async () => {
    const { org, credential } = await kept();
    const cookie = await org.viewer.cookie();
    expect((await keep(org, cookie, { secret: NEXT })).status).toBe(403);
    for (const [handler, asked] of [
      [change, { method: "PATCH", body: { label: "Mine" } }],
      [rotate, { method: "POST", body: { secret: NEXT } }],
      [retire, { method: "POST" }],
      [verify, { method: "POST" }],
      [remove, { method: "DELETE" }],
    ] as [Handler, Asked][])
      expect((await at(handler, org, credential.id, cookie, asked)).status).toBe(403);
    expect(await listed(org, cookie)).toMatchObject([{ kind: "retell", last_four: "8a67" }]);
  });

  test("another organization's is not found", async () => {
    const [ours, theirs] = [await kept(), await kept()];
    for (const [handler, asked] of [
      [read, {}],
      [change, { method: "PATCH", body: { label: "Mine" } }],
      [rotate, { method: "POST", body: { secret: NEXT } }],
      [retire, { method: "POST" }],
      [verify, { method: "POST" }],
      [remove, { method: "DELETE" }],
    ] as [Handler, Asked][])
      expect((await at(handler, ours.org, theirs.credential.id, ours.cookie, asked)).status).toBe(404);
    expect(await used(theirs.org)).toBe(SECRET);
  });

  test.each([
    { secret: "k3y_4711" },
    { secret: "key with spaces in it" },
    { secret: "x".repeat(401) },
    { kind: "twilio", secret: "not-a-pair-of-sid-and-token" },
  ])("%j is refused by name and not repeated", async (body) => {
    const org = await makeOrganization();
    const answer = await keep(org, await org.admin.cookie(), body);
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({ error: { details: { fields: { secret: expect.any(String) } } } });
    expect(answer.text).not.toContain(body.secret);
  });
});
