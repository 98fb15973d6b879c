import { describe, expect, test } from "vitest";
import { POST as reconcile } from "@/app/api/v1/orgs/[org]/agents/[id]/reconciliations/route";
import { GET as readAgent } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { POST as check } from "@/app/api/v1/orgs/[org]/agents/[id]/vendor_checks/route";
import { GET as limits } from "@/app/api/v1/orgs/[org]/calls/limits/route";
import { POST as retire } from "@/app/api/v1/orgs/[org]/credentials/[id]/retirement/route";
import { PATCH as change } from "@/app/api/v1/orgs/[org]/credentials/[id]/route";
import { POST as verify } from "@/app/api/v1/orgs/[org]/credentials/[id]/verification/route";
import type { AgentDetail } from "@/lib/agents/get-agent";
import { checkAgentJob } from "@/lib/agents/jobs/check-agent";
import { reconcileAgentJob } from "@/lib/agents/jobs/reconcile-agent";
import { CredentialEnded } from "@/lib/credentials/credential-ended";
import { credentialOrThrow } from "@/lib/credentials/rows";
import type { Credential } from "@/lib/credentials/schemas";
import { decryptField } from "@/lib/crypto/decrypt-field";
import { logger } from "@/lib/log/logger";
import { askWith, makeKey } from "../../support/api-keys";
import { aboutAgent, connectableAgent, saveVendorKey } from "../../support/connectable-agent";
import { at, keep, kept, listed, NEXT, onServer, opened, SECRET, used } from "../../support/credentials";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import type { TestOrganization } from "../../support/organization";

const expire = (id: string) =>
  database()`update public.credentials set expires_at = now() - interval '1 second' where id = ${id}`;

/** Its overlap is over, and the job that forgets the secret has not come round yet. */
const outlive = (id: string) =>
  database()`
    update public.credentials set superseded_at = now(), retires_at = now() - interval '1 second' where id = ${id}`;

const run = { jobId: "test", attempt: 1, deadline: Date.now() + 60_000, log: logger() };

describe.each([
  ["past its end", "has expired", expire],
  ["past its overlap", "is retired", outlive],
])("a credential %s", (_what, words, end) => {
  test("is opened for nobody, and the refusal says which it is", async () => {
    const { org, credential } = await kept();
    expect(await used(org)).toBe(SECRET);
    await end(credential.id);
    for (const ask of [() => used(org), () => opened(org, credential.id)]) {
      const refusal = await ask().catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(CredentialEnded);
      expect(refusal).toMatchObject({ message: expect.stringContaining(`The Retell credential “Clinic” ${words}.`) });
    }
  });

  test("is not shown to its vendor once more to be verified", async () => {
    const { org, cookie, credential } = await kept();
    await end(credential.id);
    const answer = await at(verify, org, credential.id, cookie, { method: "POST" });
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining(words)]);
    const [shown] = await listed(org, cookie);
    expect(shown).toMatchObject({ verification: null, verified_at: null });
  });

  test("control: its secret is still there and opens; that it has ended is all that keeps it shut", async () => {
    const { org, credential } = await kept();
    await end(credential.id);
    const secret = await onServer(org, async (ctx) => {
      const { id, secret_ciphertext } = await credentialOrThrow(ctx, credential.id);
      const address = { orgId: org.id, table: "credentials", column: "secret_ciphertext", rowId: id };
      return decryptField(ctx.tx, address, secret_ciphertext ?? "");
    });
    expect(secret).toBe(SECRET);
  });
});

async function agentOf(org: TestOrganization, cookie: string, id: string) {
  return (await callRoute(readAgent, aboutAgent(org, cookie, id, ""))).json<AgentDetail>();
}

describe.each(["retell", "vapi"] as const)("an agent at %s whose organization's key has expired", (provider) => {
  async function lapsed() {
    const made = await connectableAgent(provider, { withVendorId: true });
    if (provider === "vapi") await saveVendorKey(made.org, provider, made.key);
    const ask = () => callRoute(check, aboutAgent(made.org, made.cookie, made.agent.id, "/vendor_checks", "POST", {}));
    expect((await ask()).status).toBe(200);
    const [credential] = await listed(made.org, made.cookie);
    if (!credential) throw new Error("no key was kept");
    await expire(credential.id);
    return { ...made, ask, credential };
  }

  test("is not asked about, and whoever asks is told why; on its page as well", async () => {
    const { org, cookie, agent, ask } = await lapsed();
    const compared = await callRoute(reconcile, aboutAgent(org, cookie, agent.id, "/reconciliations", "POST", {}));
    for (const answer of [await ask(), compared]) {
      expect(answer.status).toBe(409);
      expect(answer.text).toContain(
        "has expired. Rotate it, use another one or change its last day under Settings, Credentials.",
      );
    }
    expect(await agentOf(org, cookie, agent.id)).toMatchObject({
      has_vendor_key: false,
      vendor_key_problem: expect.stringContaining("has expired"),
    });
  });

  test("is left alone by the jobs that ask by themselves; they note why, and do not try again", async () => {
    const { org, cookie, agent } = await lapsed();
    await checkAgentJob.execute({ org_id: org.id, agent_id: agent.id }, run);
    await reconcileAgentJob.execute({ org_id: org.id, agent_id: agent.id, hours: 24, settle_ms: 0 }, run);
    expect(await agentOf(org, cookie, agent.id)).toMatchObject({
      vendor_check_error: expect.stringContaining("has expired"),
      reconciliation: { error: expect.stringContaining("has expired") },
    });
  });

  test("control: with the end moved ahead it is asked about again, and the notes go", async () => {
    const { org, cookie, agent, ask, credential } = await lapsed();
    await checkAgentJob.execute({ org_id: org.id, agent_id: agent.id }, run);
    await database()`update public.credentials set expires_at = now() + interval '1 day' where id = ${credential.id}`;
    expect((await ask()).status).toBe(200);
    expect(await agentOf(org, cookie, agent.id)).toMatchObject({
      ...{ has_vendor_key: true, vendor_key_problem: null, vendor_check_error: null },
    });
  });
});

test("a key that was retired is not used under an agent's name either; kept anew, it is", async () => {
  const { org, cookie, agent, key } = await connectableAgent("retell", { withVendorId: true });
  const [credential] = await listed(org, cookie);
  if (!credential) throw new Error("the agent's key was not kept");
  await at(retire, org, credential.id, cookie, { method: "POST" });
  const ask = () => callRoute(check, aboutAgent(org, cookie, agent.id, "/vendor_checks", "POST", {}));
  const refused = await ask();
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining("is retired")]);
  expect(await agentOf(org, cookie, agent.id)).toMatchObject({ has_vendor_key: false });
  expect((await keep(org, cookie, { secret: key })).status).toBe(201);
  expect((await ask()).status).toBe(200);
  // Also where it is the agent's own alone: of the two that were kept, the one that lives decides.
  const other = (await keep(org, cookie, { label: "Other account", secret: NEXT })).json<Credential>();
  await at(change, org, other.id, cookie, { method: "PATCH", body: { is_default: true } });
  expect((await ask()).status).not.toBe(200);
  await at(retire, org, other.id, cookie, { method: "POST" });
  expect((await ask()).status).toBe(200);
});

test("no other of its kind takes an expired one's place by itself; chosen, it does", async () => {
  const { org, cookie, credential } = await kept();
  const other = (await keep(org, cookie, { label: "Other account", secret: NEXT })).json<Credential>();
  await expire(credential.id);
  await expect(used(org)).rejects.toBeInstanceOf(CredentialEnded);
  await at(change, org, other.id, cookie, { method: "PATCH", body: { is_default: true } });
  expect(await used(org)).toBe(NEXT);
});

test("one that is added after the one that is used has ended takes its place; beside one that is good it waits", async () => {
  const { org, cookie, credential } = await kept();
  const beside = (await keep(org, cookie, { label: "Beside", secret: NEXT })).json<Credential>();
  expect(beside.is_default).toBe(false);
  await expire(credential.id);
  const third = `${SECRET}_after`;
  expect((await keep(org, cookie, { label: "After", secret: third })).json<Credential>().is_default).toBe(true);
  expect(await used(org)).toBe(third);
  const defaults = (await listed(org, cookie)).filter(({ is_default }) => is_default);
  expect(defaults.map(({ label }) => label)).toEqual(["After"]);
});

test("an expired key sets no limit of calls and fails no page that would show one", async () => {
  const { org, cookie } = await connectableAgent("retell");
  const [credential] = await listed(org, cookie);
  await expire(credential?.id ?? "");
  const answer = await callRoute(limits, { path: "/", params: { org: org.slug }, cookie });
  expect([answer.status, answer.json()]).toEqual([200, { data: [] }]);
});

test("where Postgres holds the work to reading, a credential is used without being noted", async () => {
  const { org, cookie } = await connectableAgent("retell");
  const [first] = await listed(org, cookie);
  const reader = await makeKey(org, ["calls:read"]);
  const answer = await askWith(reader.token, limits, org);
  expect(answer.status).toBe(200);
  expect(answer.json<{ data: unknown[] }>().data).toHaveLength(1);
  expect((await listed(org, cookie))[0]?.last_used_at).toBe(first?.last_used_at ?? null);
});
