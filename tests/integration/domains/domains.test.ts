import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { GET as find } from "@/app/api/domains/route";
import { DELETE as remove } from "@/app/api/v1/orgs/[org]/domains/[id]/route";
import { POST as verify } from "@/app/api/v1/orgs/[org]/domains/[id]/verification/route";
import { POST as add, GET as list } from "@/app/api/v1/orgs/[org]/domains/route";
import type { Domain } from "@/lib/domains/schemas";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";
import { writeRecord } from "../../support/serve-dns";

const newName = () => `calls.${randomBytes(6).toString("hex")}.example.com`;

/** What one admin can ask about the domains of an organization. */
async function adminOf(org: TestOrganization) {
  const cookie = await org.admin.cookie();
  const base = { path: `/api/v1/orgs/${org.slug}/domains`, cookie };
  const params = (id: string) => ({ org: org.slug, id });
  return {
    add: (hostname: string) =>
      callRoute(add, { ...base, params: { org: org.slug }, method: "POST", body: { hostname } }),
    verify: (id: string) => callRoute(verify, { ...base, params: params(id), method: "POST" }),
    remove: (id: string) => callRoute(remove, { ...base, params: params(id), method: "DELETE" }),
    list: async () => (await callRoute(list, { ...base, params: { org: org.slug } })).json<{ data: Domain[] }>().data,
  };
}

async function added(hostname = newName()) {
  const org = await makeOrganization();
  const admin = await adminOf(org);
  const domain = (await admin.add(hostname)).json<Domain>();
  return { org, admin, domain, proof: domain.records[0] ?? { name: "", value: "" } };
}

const leadsTo = async (hostname: string) => {
  const answer = await callRoute(find, { path: `/api/domains?hostname=${hostname}` });
  return answer.status === 200 ? answer.json<{ slug: string }>().slug : answer.status;
};

describe("a domain", () => {
  test("leads to its organization once the record was seen, until it is removed", async () => {
    const { org, admin, domain, proof } = await added();
    expect(domain).toMatchObject({ state: "waiting", problem: null, checked_at: null });
    expect(await leadsTo(domain.hostname)).toBe(404);

    const early = (await admin.verify(domain.id)).json<Domain>();
    expect(early).toMatchObject({
      state: "waiting",
      problem: expect.stringContaining(`no TXT record at ${proof.name}`),
    });
    await writeRecord(proof.name, "foyer-verification=somebody-else's");
    expect((await admin.verify(domain.id)).json<Domain>().problem).toContain("something else");
    expect(await leadsTo(domain.hostname)).toBe(404);

    await writeRecord(proof.name, proof.value);
    expect((await admin.verify(domain.id)).json()).toMatchObject({ state: "verified", problem: null });
    expect(await leadsTo(domain.hostname)).toBe(org.slug);
    expect(await leadsTo(domain.hostname.toUpperCase())).toBe(org.slug);

    // A record that is gone is told, and closes nobody out.
    await writeRecord(proof.name, null);
    expect((await admin.verify(domain.id)).json()).toMatchObject({ state: "verified", problem: expect.any(String) });
    expect(await leadsTo(domain.hostname)).toBe(org.slug);

    expect((await admin.remove(domain.id)).status).toBe(204);
    expect(await leadsTo(domain.hostname)).toBe(404);
    const names =
      await database()`select name from events where org_id = ${org.id} and subject_type = 'domain' order by id`;
    expect(names.map(({ name }) => name)).toEqual([
      ...["domain.added", "domain.checked", "domain.checked", "domain.verified", "domain.checked", "domain.removed"],
    ]);
  });

  test("may be claimed by anybody, and belongs to the one who proved it", async () => {
    const hostname = newName();
    const [mine, theirs] = [await added(hostname), await added(hostname)];
    expect(mine.proof.value).not.toBe(theirs.proof.value);
    await writeRecord(mine.proof.name, mine.proof.value);
    expect((await theirs.admin.verify(theirs.domain.id)).json<Domain>().state).toBe("waiting");
    expect((await mine.admin.verify(mine.domain.id)).json<Domain>().state).toBe("verified");
    await writeRecord(theirs.proof.name, theirs.proof.value);
    const refused = await theirs.admin.verify(theirs.domain.id);
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining("leads to another organization")]);
    expect(await leadsTo(hostname)).toBe(mine.org.slug);
    expect(await theirs.admin.list()).toMatchObject([{ state: "waiting" }]);
  });

  test("of a deleted organization leads nowhere", async () => {
    const { org, admin, domain, proof } = await added();
    await writeRecord(proof.name, proof.value);
    await admin.verify(domain.id);
    expect(await leadsTo(domain.hostname)).toBe(org.slug);
    await database()`update organizations set deleted_at = now() where id = ${org.id}`;
    expect(await leadsTo(domain.hostname)).toBe(404);
  });

  test("is no name of Foyer's own, none twice, and no eleventh", async () => {
    const { admin, domain } = await added();
    const said = async (hostname: string) => {
      const answer = await admin.add(hostname);
      return [
        answer.status,
        answer.json<{ error?: { details?: { fields?: { hostname?: string } } } }>().error?.details?.fields?.hostname,
      ];
    };
    expect(await said("clinic.vercel.app")).toEqual([422, expect.stringContaining("Foyer's own")]);
    expect(await said(domain.hostname)).toEqual([409, expect.stringContaining("in your list")]);
    for (let more = 0; more < 9; more++) expect((await admin.add(newName())).status).toBe(201);
    expect(await said(newName())).toEqual([409, expect.stringContaining("at most 10")]);
  });
});
