import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { GET as find } from "@/app/api/domains/route";
import { DELETE as remove } from "@/app/api/v1/orgs/[org]/domains/[id]/route";
import { POST as verify } from "@/app/api/v1/orgs/[org]/domains/[id]/verification/route";
import { POST as add, GET as list } from "@/app/api/v1/orgs/[org]/domains/route";
import { recheckDomainJob } from "@/lib/domains/jobs/recheck-domain";
import type { Domain } from "@/lib/domains/schemas";
import { logger } from "@/lib/log/logger";
import { database } from "./database";
import { callRoute } from "./http";
import { makeOrganization, type TestOrganization } from "./organization";
import { writeRecord } from "./serve-dns";

/** A name that an organization claims, and what an admin and the job can do about it. */
export async function domainOf(org: TestOrganization, hostname: string) {
  const call = { cookie: await org.admin.cookie(), path: `/api/v1/orgs/${org.slug}/domains` };
  const params = { org: org.slug };
  const domain = (await callRoute(add, { ...call, params, method: "POST", body: { hostname } })).json<Domain>();
  const proof = domain.records[0] ?? { name: "", value: "" };
  return {
    ...{ org, hostname, proof, id: domain.id },
    verify: async () => callRoute(verify, { ...call, params: { ...params, id: domain.id }, method: "POST" }),
    remove: async () => callRoute(remove, { ...call, params: { ...params, id: domain.id }, method: "DELETE" }),
    now: async () =>
      (await callRoute(list, { ...call, params })).json<{ data: Domain[] }>().data.find(({ id }) => id === domain.id),
    recheck: () =>
      recheckDomainJob.execute(
        { org_id: org.id, domain_id: domain.id },
        { jobId: "test", attempt: 1, deadline: Date.now() + 10_000, log: logger() },
      ),
    /** As if its proof had been missing for so many days. */
    missingFor: (days: number) =>
      database()`update public.domains set missing_since = now() - ${days} * interval '1 day' where id = ${domain.id}`,
    entries: async () =>
      (
        await database()<{ action: string; actor_type: string }[]>`
          select action, actor_type from public.audit_log
          where org_id = ${org.id} and subject_id = ${domain.id} and actor_type = 'job' order by seq`
      ).map(({ action }) => action),
  };
}

/** A name that was proven and leads to its organization. */
export async function verifiedDomain(hostname = `calls.${randomBytes(6).toString("hex")}.example.com`) {
  const domain = await domainOf(await makeOrganization(), hostname);
  await writeRecord(domain.proof.name, domain.proof.value);
  expect((await domain.verify()).json<Domain>().state).toBe("verified");
  return domain;
}

/** The slug that a name leads to, or the status of the refusal. */
export const leadsTo = async (hostname: string) => {
  const answer = await callRoute(find, { path: `/api/domains?hostname=${hostname}` });
  return answer.status === 200 ? answer.json<{ slug: string }>().slug : answer.status;
};
