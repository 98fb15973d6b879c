import { describe, expect, test } from "vitest";
import { PATCH as change, GET as read } from "@/app/api/v1/orgs/[org]/route";
import { POST as create, GET as list } from "@/app/api/v1/orgs/route";
import { GET as check } from "@/app/api/v1/slugs/[slug]/route";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization, makePerson } from "../../support/organization";

const founding = (slug: string) => ({
  name: "Harbour Dental",
  slug,
  industry: "clinic",
  time_zone: "Europe/Berlin",
  currency: "EUR",
  colour: "blue",
});

const unused = () => `harbour-${crypto.randomUUID().slice(0, 8)}`;

describe("founding an organization", () => {
  test("its founder becomes its admin, and it is in their list", async () => {
    const person = await makePerson();
    const cookie = await person.cookie();
    const slug = unused();
    const answer = await callRoute(create, { path: "/api/v1/orgs", method: "POST", body: founding(slug), cookie });
    expect(answer.status).toBe(201);
    expect(answer.json()).toMatchObject(founding(slug));
    const mine = (await callRoute(list, { path: "/api/v1/orgs", cookie })).json<{ data: object[] }>();
    expect(mine.data).toMatchObject([{ slug, role: "org_admin" }]);
    const events =
      await database()`select name, actor_id from public.events where org_id = ${String(answer.json().id)}`;
    expect(events).toEqual([{ name: "organization.created", actor_id: person.userId }]);
  });

  test("somebody whose profile was never written can found one, too", async () => {
    const person = await makePerson();
    await database()`delete from public.profiles where user_id = ${person.userId}`;
    const cookie = await person.cookie();
    const answer = await callRoute(create, { path: "/", method: "POST", body: founding(unused()), cookie });
    expect(answer.status).toBe(201);
  });

  test("a taken address is a conflict beside its field, also for two founders at the same moment", async () => {
    const slug = unused();
    const cookies = await Promise.all([makePerson(), makePerson()].map(async (person) => (await person).cookie()));
    const answers = await Promise.all(
      cookies.map((cookie) => callRoute(create, { path: "/", method: "POST", body: founding(slug), cookie })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.json()).toMatchObject({ error: { details: { fields: { slug: expect.any(String) } } } });
  });

  test.each([
    ["slug", "api"],
    ["slug", "Ünsafe slug!"],
    ["time_zone", "Mars/Olympus"],
    ["time_zone", "+05:30"],
    ["currency", "euro"],
    ["colour", "#ff0000"],
    ["industry", "mafia"],
    ["name", " "],
  ])("%s %j is refused by name", async (field, value) => {
    const cookie = await (await makePerson()).cookie();
    const body = { ...founding(unused()), [field]: value };
    const answer = await callRoute(create, { path: "/", method: "POST", body, cookie });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.json<{ error: { details: { fields: object } } }>().error.details.fields)).toEqual([
      field,
    ]);
  });

  test("asked again with its Idempotency-Key, because the answer was lost, is answered again; nobody else is", async () => {
    const [person, stranger] = [await makePerson(), await makePerson()];
    const slug = unused();
    const ask = async (who: typeof person, key: string, body: object = founding(slug)) =>
      callRoute(create, {
        ...{ path: "/api/v1/orgs", method: "POST", body, headers: { "idempotency-key": key } },
        cookie: await who.cookie(),
      });
    const first = await ask(person, "once");
    expect(first.status).toBe(201);
    const again = await ask(person, "once");
    expect([again.status, again.json()]).toEqual([201, first.json()]);
    expect(again.headers.get("idempotency-replayed")).toBe("true");

    expect((await ask(person, "once", { ...founding(slug), name: "Another" })).text).toContain("different request");
    const slugTaken = expect.stringContaining("This address is taken");
    expect([(await ask(person, "another")).status, (await ask(person, "another")).text]).toEqual([409, slugTaken]);
    expect([(await ask(stranger, "once")).status, (await ask(stranger, "once")).text]).toEqual([409, slugTaken]);
    const rows = await database()`
      select o.id, (select count(*)::int from public.audit_log l where l.org_id = o.id) as entries,
        (select count(*)::int from public.memberships m where m.org_id = o.id) as members
      from public.organizations o where o.slug = ${slug}`;
    expect(rows).toEqual([{ id: first.json().id, entries: 1, members: 1 }]);
  });

  test("nobody signed in founds nothing, and neither does a foreign site with our cookies", async () => {
    const body = founding(unused());
    expect((await callRoute(create, { path: "/", method: "POST", body })).status).toBe(401);
    const cookie = await (await makePerson()).cookie();
    const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    expect((await callRoute(create, { path: "/", method: "POST", body, cookie, headers })).status).toBe(403);
  });
});

describe("the address of an organization", () => {
  test("says whether it is free and suggests one that is", async () => {
    const taken = await makeOrganization();
    const cookie = await (await makePerson()).cookie();
    const ask = async (slug: string) => (await callRoute(check, { path: "/", params: { slug }, cookie })).json();
    expect(await ask(taken.slug)).toMatchObject({ available: false, suggestion: `${taken.slug}-2` });
    expect(await ask(unused())).toMatchObject({ available: true, reason: null });
    expect(await ask("settings")).toMatchObject({ available: false, suggestion: "settings-team" });
    expect(await ask("Dr. Müller & Söhne")).toMatchObject({ available: false, suggestion: "dr-muller-sohne" });
  });

  test("is told to nobody who is not signed in", async () => {
    expect((await callRoute(check, { path: "/", params: { slug: "harbour" } })).status).toBe(401);
  });
});

describe("an organization's settings", () => {
  test("an admin changes them, a viewer reads them, and the fact is recorded", async () => {
    const org = await makeOrganization();
    const at = { path: "/", params: { org: org.slug } };
    const body = { name: "Renamed", time_zone: "America/Denver" };
    const answer = await callRoute(change, { ...at, method: "PATCH", body, cookie: await org.admin.cookie() });
    expect(answer.json()).toMatchObject({ id: org.id, slug: org.slug, ...body });
    expect((await callRoute(read, { ...at, cookie: await org.viewer.cookie() })).json()).toMatchObject(body);
    const events = await database()`select name from public.events where org_id = ${org.id}`;
    expect(events).toEqual([{ name: "organization.updated" }]);
  });

  test("a viewer, a stranger and nobody cannot change them", async () => {
    const [org, other] = [await makeOrganization(), await makeOrganization()];
    const call = { path: "/", params: { org: org.slug }, method: "PATCH" as const, body: { name: "Mine" } };
    expect((await callRoute(change, { ...call, cookie: await org.viewer.cookie() })).status).toBe(403);
    expect((await callRoute(change, { ...call, cookie: await other.admin.cookie() })).status).toBe(404);
    expect((await callRoute(change, call)).status).toBe(401);
    const [row] = await database()`select name from public.organizations where id = ${org.id}`;
    expect(row).toEqual({ name: org.name });
  });

  test("an empty change and an unknown time zone are refused; the slug never changes", async () => {
    const org = await makeOrganization();
    const call = { path: "/", params: { org: org.slug }, method: "PATCH" as const, cookie: await org.admin.cookie() };
    expect((await callRoute(change, { ...call, body: {} })).status).toBe(422);
    expect((await callRoute(change, { ...call, body: { time_zone: "Mars/Olympus" } })).status).toBe(422);
    expect((await callRoute(change, { ...call, body: { slug: "other", name: "Kept" } })).json()).toMatchObject({
      slug: org.slug,
    });
  });
});
