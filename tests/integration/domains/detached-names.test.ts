import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GRACE_DAYS } from "@/lib/domains/grace";
import { env } from "@/lib/env";
import { jobRegistry } from "@/lib/job-registry";
import { drainJobs } from "@/lib/jobs/drain";
import { database } from "../../support/database";
import { domainOf, leadsTo, verifiedDomain } from "../../support/domains";
import { makeOrganization } from "../../support/organization";
import { writeRecord } from "../../support/serve-dns";
import { serveVercel } from "../../support/serve-vercel";

const configured = env();
const { VERCEL_API_TOKEN, VERCEL_PROJECT_ID, VERCEL_API_URL } = configured;
let vercel: Awaited<ReturnType<typeof serveVercel>>;

beforeEach(async () => {
  vercel = await serveVercel();
  Object.assign(configured, {
    VERCEL_API_TOKEN: "token_0123456789",
    VERCEL_PROJECT_ID: "prj_1",
    VERCEL_API_URL: vercel.url,
  });
});
afterEach(() => void Object.assign(configured, { VERCEL_API_TOKEN, VERCEL_PROJECT_ID, VERCEL_API_URL }));

/** Runs the jobs that tell the hosting, those that failed before included. */
async function work() {
  await database()`update pgboss.job set start_after = now() where name = 'detach-domain' and state < 'active'`;
  return drainJobs(
    jobRegistry.filter(({ name }) => name === "detach-domain"),
    Date.now() + 20_000,
  );
}

/** A name whose week is over, so that the next look takes it away. */
async function lost() {
  const domain = await verifiedDomain();
  expect([...vercel.names]).toEqual([domain.hostname]);
  await writeRecord(domain.proof.name, null);
  await domain.recheck();
  await domain.missingFor(GRACE_DAYS);
  return domain;
}

describe("a name that leads here no more", () => {
  test("is taken from the hosting, however often the hosting refuses at first", async () => {
    const domain = await lost();
    vercel.refuse = 500;
    await domain.recheck();
    await work();
    expect(await leadsTo(domain.hostname)).toBe(404);
    expect([...vercel.names]).toEqual([domain.hostname]);
    vercel.refuse = undefined;
    await work();
    expect([...vercel.names]).toEqual([]);
  });

  test("because it was removed is removed at once, whatever the hosting says, and taken from it when it listens", async () => {
    const domain = await verifiedDomain();
    vercel.refuse = 500;
    expect((await domain.remove()).status).toBe(204);
    await work();
    vercel.refuse = undefined;
    await work();
    expect([...vercel.names]).toEqual([]);
  });

  test("stays with the hosting when another organization has proven it before that was told", async () => {
    const domain = await lost();
    await domain.recheck();
    const next = await domainOf(await makeOrganization(), domain.hostname);
    await writeRecord(next.proof.name, next.proof.value);
    expect((await next.verify()).status).toBe(200);
    await work();
    expect([...vercel.names]).toEqual([domain.hostname]);
    // Other tests leave names of their own to be taken away.
    expect(vercel.asked.filter((each) => each.startsWith("DELETE") && each.includes(domain.hostname))).toEqual([]);
  });

  test("and is proven anew while the hosting takes it away is with the hosting in the end", async () => {
    const domain = await lost();
    await domain.recheck();
    await writeRecord(domain.proof.name, domain.proof.value);
    vercel.beforeDeleting = async () => void (await domain.verify());
    await work();
    expect([await leadsTo(domain.hostname), ...vercel.names]).toEqual([domain.org.slug, domain.hostname]);
  });
});
