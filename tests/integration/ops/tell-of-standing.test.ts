import { describe, expect, test } from "vitest";
import { PUT as remove, DELETE as restore } from "@/app/api/ops/organizations/[id]/deletion/route";
import { DELETE as reactivate, PUT as suspend } from "@/app/api/ops/organizations/[id]/suspension/route";
import { PUT as setLogo } from "@/app/api/v1/orgs/[org]/logo/route";
import { drainJobs } from "@/lib/jobs/drain";
import { tellOfStandingJob } from "@/lib/ops/jobs/tell-of-standing";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { pngOf } from "../../support/images";
import { linkIn, mailsTo, mailTo } from "../../support/mailbox";
import { makeMember, makeOperator, makeOrganization, type TestOrganization } from "../../support/organization";

type Handler = Parameters<typeof callRoute>[0];

const act = (handler: Handler, method: "PUT" | "DELETE", id: string, cookie: string, body?: object) =>
  callRoute(handler, { path: `/api/ops/organizations/${id}`, params: { id }, method, cookie, body });

describe("the admins of an organization are told by mail", () => {
  const told = async (org: TestOrganization) => {
    await drainJobs([tellOfStandingJob], Date.now() + 60_000);
    const mail = await mailTo(org.admin.email);
    return { subject: mail.subject, text: mail.text?.replaceAll(/\s+/g, " ") ?? "", mail };
  };

  test("that it is suspended, and when it is opened again; never why, and no viewer is", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const [cookie, other] = [await operator.cookie(), await makeMember(org.id, "org_admin")];
    await act(suspend, "PUT", org.id, cookie, { reason: "Unpaid since March" });
    const shut = await told(org);
    expect(shut.subject).toBe(`${org.name} is suspended`);
    expect(shut.text).toContain("what your agents deliver is taken and kept");
    expect(`${shut.mail.html} ${shut.text}`).not.toContain("Unpaid");
    expect((await mailTo(other.email)).subject).toBe(shut.subject);
    await act(reactivate, "DELETE", org.id, cookie);
    const open = await told(org);
    expect(open.subject).toBe(`${org.name} is open again`);
    expect(linkIn(open.mail, `/${org.slug}`)).toMatch(new RegExp(`/${org.slug}$`));
    expect(await mailsTo(org.viewer.email)).toEqual([]);
  });

  test("that it is deleted and until when it can be brought back, by its own clock; and that it is back", async () => {
    const [org, operator] = [await makeOrganization({ time_zone: "Europe/Berlin" }), await makeOperator()];
    const cookie = await operator.cookie();
    await database()`update public.organizations set locale = 'de-DE' where id = ${org.id}`;
    await act(remove, "PUT", org.id, cookie, { slug: org.slug });
    const gone = await told(org);
    expect(gone.subject).toBe(`${org.name} is deleted`);
    const [row] = await database()<{ deleted_at: Date }[]>`
      select deleted_at from public.organizations where id = ${org.id}`;
    const form = { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/Berlin" } as const;
    const inWords = (more: number) =>
      new Date((row?.deleted_at.getTime() ?? 0) + 30 * 86_400_000 + more).toLocaleString("en-GB", form);
    // The mail's moment is read after the row's: now and then a minute ends between them.
    expect([inWords(0), inWords(60_000)]).toContain(/Until (.+?) we can/.exec(gone.text)?.[1]);
    await act(restore, "DELETE", org.id, cookie);
    expect((await told(org)).subject).toBe(`${org.name} is back`);
  });

  test("under the organization's logo, except that it is deleted: that picture is shown to nobody any more", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const image = pngOf(64, 64).toString("base64");
    const set = await callRoute(setLogo, {
      ...{ path: "/", method: "PUT", params: { org: org.slug }, cookie: await org.admin.cookie() },
      body: { image },
    });
    const { logo_id } = set.json<{ logo_id: string }>();
    const cookie = await operator.cookie();
    await act(suspend, "PUT", org.id, cookie, { reason: "Unpaid since March" });
    expect((await told(org)).mail.html).toContain(logo_id);
    await act(remove, "PUT", org.id, cookie, { slug: org.slug });
    const gone = await told(org);
    expect(gone.subject).toBe(`${org.name} is deleted`);
    expect(gone.mail.html).not.toContain(logo_id);
  });

  test("once for each act, and of none that was refused", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const cookie = await operator.cookie();
    expect((await act(remove, "PUT", org.id, cookie, { slug: org.name })).status).toBe(422);
    expect((await act(reactivate, "DELETE", org.id, cookie)).status).toBe(409);
    const queued = () => database()<{ standing: string }[]>`
      select data ->> 'standing' as standing from pgboss.job
      where name = 'tell-of-standing' and data ->> 'org_id' = ${org.id}`;
    expect(await queued()).toEqual([]);
    const suspended = () => act(suspend, "PUT", org.id, cookie, { reason: "Unpaid since March" });
    expect((await Promise.all([suspended(), suspended()])).map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await queued()).toEqual([{ standing: "suspended" }]);
    await told(org);
    expect(await mailsTo(org.admin.email)).toHaveLength(1);
  });
});
