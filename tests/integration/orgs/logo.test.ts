import { describe, expect, test } from "vitest";
import { GET as show } from "@/app/api/logos/[id]/route";
import { POST as invite } from "@/app/api/v1/orgs/[org]/invitations/route";
import { PUT as keep, DELETE as remove } from "@/app/api/v1/orgs/[org]/logo/route";
import { GET as read, PATCH as update } from "@/app/api/v1/orgs/[org]/route";
import { objectStore } from "@/lib/storage/object-store";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { pngOf } from "../../support/images";
import { invitationTo } from "../../support/invitation-to";
import { makeOrganization, type TestOrganization } from "../../support/organization";

const at = (
  org: TestOrganization,
  cookie: string | undefined,
  method: "GET" | "PUT" | "DELETE" | "PATCH",
  body?: object,
) => ({
  path: "/",
  params: { org: org.slug },
  cookie,
  method,
  body,
});

const picture = pngOf(64, 64);
const upload = async (org: TestOrganization, bytes: Buffer = picture, cookie?: string) =>
  callRoute(keep, at(org, cookie ?? (await org.admin.cookie()), "PUT", { image: bytes.toString("base64") }));

const shown = (id: string) => callRoute(show, { path: `/api/logos/${id}`, params: { id } });

describe("the logo of an organization", () => {
  test("is kept, and shown to anyone who has its address, as what its bytes are", async () => {
    const org = await makeOrganization();
    const answer = await upload(org);
    expect(answer.status).toBe(200);
    const { logo_id } = answer.json<{ logo_id: string }>();
    const image = await shown(logo_id);
    expect(image.status).toBe(200);
    expect(image.headers.get("content-type")).toBe("image/png");
    expect(image.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(image.text).toBe(new TextDecoder().decode(picture));
    const organization = await callRoute(read, at(org, await org.viewer.cookie(), "GET"));
    expect(organization.json()).toMatchObject({ logo_id, locale: "en-US" });
  });

  test("gives way to the next, whose address is another; the one before is gone", async () => {
    const org = await makeOrganization();
    const first = (await upload(org)).json<{ logo_id: string }>().logo_id;
    const second = (await upload(org, pngOf(128, 128))).json<{ logo_id: string }>().logo_id;
    expect(second).not.toBe(first);
    expect((await shown(first)).status).toBe(404);
    expect((await shown(second)).status).toBe(200);
  });

  test("is taken away again", async () => {
    const org = await makeOrganization();
    const { logo_id } = (await upload(org)).json<{ logo_id: string }>();
    const cookie = await org.admin.cookie();
    expect((await callRoute(remove, at(org, cookie, "DELETE"))).status).toBe(204);
    expect((await shown(logo_id)).status).toBe(404);
    expect((await callRoute(remove, at(org, cookie, "DELETE"))).status).toBe(404);
    expect(await objectStore("organization-logos")?.newest(org.id, 10)).toEqual([]);
  });

  test.each([
    ["a vector image", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["a page", Buffer.from("<!doctype html><script>alert(1)</script>")],
    ["a picture too small to see", pngOf(16, 16)],
    ["a picture of too many pixels", pngOf(2049, 40)],
    ["more than 128 kB", Buffer.concat([picture, Buffer.alloc(130 * 1024)])],
  ])("is never %s, which is refused by name", async (_what, bytes) => {
    const org = await makeOrganization();
    const answer = await upload(org, bytes);
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({ error: { details: { fields: { image: expect.any(String) } } } });
    const [row] = await database()`select logo_id from public.organizations where id = ${org.id}`;
    expect(row).toEqual({ logo_id: null });
  });

  test("is an admin's to choose: no viewer's, no stranger's", async () => {
    const [org, other] = [await makeOrganization(), await makeOrganization()];
    expect((await upload(org, picture, await org.viewer.cookie())).status).toBe(403);
    expect((await upload(org, picture, await other.admin.cookie())).status).toBe(404);
  });

  test("stands at the head of the organization's mails", async () => {
    const org = await makeOrganization();
    const { logo_id } = (await upload(org)).json<{ logo_id: string }>();
    const email = `logo-${logo_id.slice(0, 8)}@example.com`;
    await callRoute(invite, {
      path: "/",
      method: "POST",
      params: { org: org.slug },
      cookie: await org.admin.cookie(),
      body: { email, role: "org_viewer" },
    });
    expect((await invitationTo(email)).html).toContain(`/api/logos/${logo_id}`);
  });
});

describe("the locale of an organization", () => {
  test("is chosen by an admin, and dates in mails follow it", async () => {
    const org = await makeOrganization({ time_zone: "Europe/Berlin" });
    const cookie = await org.admin.cookie();
    const changed = await callRoute(update, at(org, cookie, "PATCH", { locale: "de-DE" }));
    expect(changed.status).toBe(200);
    expect(changed.json()).toMatchObject({ locale: "de-DE" });
    const email = `locale-${org.slug}@example.com`;
    await callRoute(invite, {
      path: "/",
      method: "POST",
      params: { org: org.slug },
      cookie,
      body: { email, role: "org_viewer" },
    });
    const [row] = await database()<{ expires_at: Date }[]>`
      select expires_at from public.invitations where org_id = ${org.id}`;
    const day = (locale: string) =>
      row?.expires_at.toLocaleDateString(locale, {
        ...{ weekday: "long", month: "long", day: "numeric" },
        timeZone: "Europe/Berlin",
      });
    const { text } = await invitationTo(email);
    expect(text?.replaceAll(/\s+/g, " ")).toContain(day("en-GB"));
    expect(day("en-GB")).not.toBe(day("en-US"));
  });

  test("is one of the list: any other is refused by name, by the API and by the database", async () => {
    const org = await makeOrganization();
    const answer = await callRoute(update, at(org, await org.admin.cookie(), "PATCH", { locale: "xx-XX" }));
    expect(answer.status).toBe(422);
    await expect(database()`update public.organizations set locale = 'german' where id = ${org.id}`).rejects.toThrow();
  });
});
