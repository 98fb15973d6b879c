import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { GET as recheckAll } from "@/app/api/cron/recheck-domains/route";
import { GRACE_DAYS } from "@/lib/domains/grace";
import { recheckDomainJob } from "@/lib/domains/jobs/recheck-domain";
import { tellOfDomainJob } from "@/lib/domains/jobs/tell-of-domain";
import type { Domain } from "@/lib/domains/schemas";
import { env } from "@/lib/env";
import { drainJobs } from "@/lib/jobs/drain";
import { database } from "../../support/database";
import { domainOf, leadsTo, verifiedDomain } from "../../support/domains";
import { callRoute } from "../../support/http";
import { mailTo } from "../../support/mailbox";
import { makeOrganization } from "../../support/organization";
import { writeRecord } from "../../support/serve-dns";

const configured = env();
const { DNS_RESOLVER } = configured;
afterEach(() => {
  configured.DNS_RESOLVER = DNS_RESOLVER;
});

const subjectsTo = async (address: string) => {
  const url = `${env().RESEND_BASE_URL}/messages?to=${encodeURIComponent(address)}&wait_ms=0`;
  return ((await (await fetch(url)).json()) as { data: { subject: string }[] }).data.map(({ subject }) => subject);
};
const mails = () => drainJobs([tellOfDomainJob], Date.now() + 20_000);

describe("a verified name that is looked at again", () => {
  test("and is still proven stays as it is: no entry, no mail, a later time of the check", async () => {
    const domain = await verifiedDomain();
    const before = await domain.now();
    await domain.recheck();
    const after = await domain.now();
    expect(after).toMatchObject({ state: "verified", problem: null, lapses_at: null });
    expect(Date.parse(after?.checked_at ?? "")).toBeGreaterThan(Date.parse(before?.checked_at ?? ""));
    await mails();
    expect([await domain.entries(), await subjectsTo(domain.org.admin.email)]).toEqual([[], []]);
  });

  test.each([
    ["is gone", null, "is gone"],
    ["holds something else", "foyer-verification=somebody-else's", "something else"],
  ])(
    "whose record %s is announced once and given a week, in which it leads here as before",
    async (_, value, words) => {
      const domain = await verifiedDomain();
      await writeRecord(domain.proof.name, value);
      for (let check = 0; check < 3; check++) await domain.recheck();
      const now = await domain.now();
      expect(now).toMatchObject({ state: "verified", problem: expect.stringContaining(words) });
      const days = (Date.parse(now?.lapses_at ?? "") - Date.now()) / 86_400_000;
      expect([Math.ceil(days), await leadsTo(domain.hostname)]).toEqual([GRACE_DAYS, domain.org.slug]);
      expect(await domain.entries()).toEqual(["domain.missing"]);

      await mails();
      const mail = await mailTo(domain.org.admin.email);
      expect(mail.subject).toContain(`The proof of ${domain.hostname} is gone`);
      expect(`${mail.text}`).toContain(domain.proof.value);
      expect(await subjectsTo(domain.org.admin.email)).toHaveLength(1);
      expect(await subjectsTo(domain.org.viewer.email)).toEqual([]);
    },
  );

  test("whose record comes back within the week loses nothing, by itself or when somebody asks", async () => {
    const [alone, asked] = [await verifiedDomain(), await verifiedDomain()];
    for (const { proof, recheck, missingFor } of [alone, asked]) {
      await writeRecord(proof.name, null);
      await recheck();
      await missingFor(GRACE_DAYS - 1);
      await recheck();
      await writeRecord(proof.name, proof.value);
    }
    await alone.recheck();
    expect((await asked.verify()).json()).toMatchObject({ state: "verified", lapses_at: null });
    expect(await alone.now()).toMatchObject({ state: "verified", problem: null, lapses_at: null });
    expect(await alone.entries()).toEqual(["domain.missing", "domain.found_again"]);
    expect(await leadsTo(alone.hostname)).toBe(alone.org.slug);
  });

  test("whose record comes back before anybody was written to is no news", async () => {
    const domain = await verifiedDomain();
    await writeRecord(domain.proof.name, null);
    await domain.recheck();
    await writeRecord(domain.proof.name, domain.proof.value);
    await domain.recheck();
    await mails();
    expect(await subjectsTo(domain.org.admin.email)).toEqual([]);
  });

  test("whose record stays away for a week leads here no more, says so, and may be proven elsewhere", async () => {
    const domain = await verifiedDomain();
    await writeRecord(domain.proof.name, null);
    await domain.recheck();
    await domain.missingFor(GRACE_DAYS);
    const next = await domainOf(await makeOrganization(), domain.hostname);
    await writeRecord(next.proof.name, next.proof.value);
    // The control: until then the name is the first one's.
    expect((await next.verify()).status).toBe(409);
    // Both proofs stand at one name: the record is another now, and the first one's is what is missing.
    await domain.recheck();
    expect(await domain.now()).toMatchObject({
      ...{ state: "lapsed", lapses_at: null, verified_at: null },
      lapsed_at: expect.any(String),
    });
    expect(await leadsTo(domain.hostname)).toBe(404);
    expect(await domain.entries()).toEqual(["domain.missing", "domain.lapsed"]);
    await mails();
    expect(await subjectsTo(domain.org.admin.email)).toContainEqual(
      expect.stringContaining(`${domain.hostname} no longer leads to Foyer`),
    );
    // Looked at again it stays over, and nobody is written to twice.
    await domain.recheck();
    expect(await domain.entries()).toHaveLength(2);

    expect((await next.verify()).json<Domain>().state).toBe("verified");
    expect(await leadsTo(domain.hostname)).toBe(next.org.slug);
  });

  test("of a deleted organization is looked at as well, so that its next owner can prove it; nobody is written to", async () => {
    const domain = await verifiedDomain();
    await database()`update public.organizations set deleted_at = now() where id = ${domain.org.id}`;
    const next = await domainOf(await makeOrganization(), domain.hostname);
    await writeRecord(next.proof.name, next.proof.value);
    expect((await next.verify()).status).toBe(409);
    await callRoute(recheckAll, {
      path: "/api/cron/recheck-domains",
      headers: { authorization: `Bearer ${env().CRON_SECRET}` },
    });
    await drainJobs([recheckDomainJob], Date.now() + 20_000);
    await domain.missingFor(GRACE_DAYS);
    await domain.recheck();
    expect((await mails()).failed).toBe(0);
    expect(await subjectsTo(domain.org.admin.email)).toEqual([]);
    expect((await next.verify()).status).toBe(200);
  });

  test("that lapsed leads here again once it is proven anew", async () => {
    const domain = await verifiedDomain();
    await writeRecord(domain.proof.name, null);
    await domain.recheck();
    await domain.missingFor(GRACE_DAYS);
    await domain.recheck();
    await writeRecord(domain.proof.name, domain.proof.value);
    expect((await domain.verify()).json()).toMatchObject({ state: "verified", lapsed_at: null, problem: null });
    expect(await leadsTo(domain.hostname)).toBe(domain.org.slug);
  });

  test("while the DNS is away is judged by nobody, however long that lasts", async () => {
    const domain = await verifiedDomain();
    await writeRecord(domain.proof.name, null);
    await domain.recheck();
    await domain.missingFor(GRACE_DAYS + 30);
    configured.DNS_RESOLVER = "127.0.0.1:1";
    await domain.recheck();
    expect(await leadsTo(domain.hostname)).toBe(domain.org.slug);
    expect(await domain.entries()).toEqual(["domain.missing"]);
    configured.DNS_RESOLVER = DNS_RESOLVER;
    await domain.recheck();
    expect(await leadsTo(domain.hostname)).toBe(404);
  });

  test("and was removed meanwhile ends the work quietly", async () => {
    const domain = await verifiedDomain();
    await database()`delete from public.domains where id = ${domain.id}`;
    await expect(domain.recheck()).resolves.toBeUndefined();
  });
});

test("every verified name has its turn, once in a round; those that wait for their record have none", async () => {
  const domain = await verifiedDomain();
  const waiting = await domainOf(domain.org, `wait.${randomBytes(6).toString("hex")}.example.com`);
  const ask = (headers: Record<string, string> = {}) =>
    callRoute(recheckAll, { path: "/api/cron/recheck-domains", headers });
  expect((await ask()).status).toBe(401);
  const authorization = `Bearer ${env().CRON_SECRET}`;
  for (let round = 0; round < 2; round++) expect((await ask({ authorization })).status).toBe(200);
  const jobs = await database()<{ domain_id: string }[]>`
    select data->>'domain_id' as domain_id from pgboss.job
    where name = 'recheck-domain' and data->>'domain_id' in (${domain.id}, ${waiting.id})`;
  expect(jobs).toEqual([{ domain_id: domain.id }]);
  // Names of other tests are theirs to look at.
  await database()`delete from pgboss.job where name = 'recheck-domain' and state < 'active'`;
});
