import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { operationOf } from "@/lib/http/operation";
import { withOrg } from "@/lib/http/with-org";
import { trailOf } from "@/lib/log/trail";
import { askWith, makeKey } from "../../support/api-keys";
import { database } from "../../support/database";
import { callRoute, type RouteAnswer } from "../../support/http";
import { makeOperator, makeOrganization, onVisits, type TestOrganization } from "../../support/organization";
import { forgetProof } from "../../support/second-factor";

const route = (can: Parameters<typeof withOrg>[0]["can"], more: { recent?: boolean } = {}) =>
  withOrg({ can, ...more }, async ({ ctx }) => ({
    ...{ org: ctx.org.slug, actor: ctx.actor, ip: ctx.ip, requestId: ctx.requestId, trail: trailOf() },
  }));
const reading = route("calls.read");
const changing = route("calls.write");

type Method = "GET" | "POST" | "PATCH";
const ask = (
  org: Pick<TestOrganization, "slug">,
  cookie: string | undefined,
  handler = reading,
  method: Method = "GET",
) => callRoute(handler, { path: `/api/v1/orgs/${org.slug}/x`, params: { org: org.slug }, method, cookie });

/** What an answer says to whoever reads it: status, sentence and reason. */
const said = (answer: RouteAnswer) => {
  const { error } = answer.json<{ error?: { message: string; details?: { reason?: string } } }>();
  return [answer.status, error?.message, error?.details?.reason].filter((each) => each !== undefined);
};

const NOT_WITH_THIS_ROLE = [
  403,
  "Your role does not allow this. An admin of the organization can do it or change your role.",
];

/** Grave only where its body says so, and then for whoever may do this. */
const sometimesGrave = (wanted: Parameters<typeof withOrg>[0]["can"] = "calls.export") =>
  withOrg(
    {
      can: "calls.write",
      recent: { when: ({ grave }) => grave, can: wanted },
      body: z.object({ grave: z.boolean() }),
    },
    async () => ({ done: true }),
  );

const countsOf = ({ headers }: RouteAnswer) => [headers.get("ratelimit-limit"), headers.get("ratelimit-remaining")];

test("a route says of itself who may ask, and whether proof is wanted always or at times", () => {
  expect(operationOf(reading)).toMatchObject({ caller: "organization", can: "calls.read", recent: false });
  expect(operationOf(reading)?.sometimes).toBeUndefined();
  expect(operationOf(route("calls.write", { recent: true }))).toMatchObject({ can: "calls.write", recent: true });
  expect(operationOf(sometimesGrave())).toMatchObject({ recent: false, sometimes: "calls.export" });
});

const NOT_FOR_STAFF = [403, "Staff do not do this on a visit. An admin of the organization can."];

describe("a person below an organization", () => {
  test("is who they are in it; a viewer is told whose it is to change", async () => {
    const org = await makeOrganization();
    const { userId } = org.viewer;
    const cookie = await org.viewer.cookie();
    const answer = await ask(org, cookie);
    expect(answer.json()).toMatchObject({
      org: org.slug,
      actor: { type: "user", id: userId, role: "org_viewer", readsOnly: false },
      ...{ ip: "local", requestId: answer.headers.get("x-request-id"), trail: { actor_id: userId, org_id: org.id } },
    });
    expect(said(await ask(org, cookie, changing, "PATCH"))).toEqual(NOT_WITH_THIS_ROLE);
    expect((await ask(org, await org.admin.cookie(), changing, "PATCH")).status).toBe(200);
  });

  test("outside of the admins' networks is told that, where being inside would help, and else that the role does not do", async () => {
    const org = await makeOrganization();
    await database()`update public.organizations set admin_networks = '{198.51.100.0/24}' where id = ${org.id}`;
    const [admin, viewer] = [await org.admin.cookie(), await org.viewer.cookie()];
    expect(said(await ask(org, admin, changing, "PATCH"))).toEqual([
      403,
      "Your organization allows this from its own networks only, and you are outside of them.",
    ]);
    expect(said(await ask(org, viewer, changing, "PATCH"))).toEqual(NOT_WITH_THIS_ROLE);
    expect((await ask(org, admin)).json()).toMatchObject({ actor: { role: "org_viewer" } });
  });

  test("of the platform's staff is told what staff never do, and what a visit that looks does not", async () => {
    const org = await makeOrganization();
    const operator = await makeOperator();
    const looking = await onVisits(operator, [org.id]).cookie();
    expect((await ask(org, looking)).json()).toMatchObject({ actor: { role: "super_admin", readsOnly: true } });
    expect(said(await ask(org, looking, route("members.write"), "PATCH"))).toEqual(NOT_FOR_STAFF);
    expect(said(await ask(org, looking, changing, "PATCH"))).toEqual([
      403,
      "This visit only reads. Begin another one, and say why something must change.",
      "reads_only",
    ]);
    const other = await makeOperator();
    const mending = await onVisits(other, [org.id], { changes: true }).cookie();
    expect((await ask(org, mending, changing, "PATCH")).json()).toMatchObject({ actor: { readsOnly: false } });
  });

  test("is asked for proof only where they may do it anyway, and only after ten minutes", async () => {
    const org = await makeOrganization();
    const grave = route("credentials.write", { recent: true });
    const [admin, viewer] = [await org.admin.cookie(), await org.viewer.cookie()];
    expect((await ask(org, admin, grave, "POST")).status).toBe(200);
    await Promise.all([forgetProof(org.admin.userId), forgetProof(org.viewer.userId)]);
    expect(said(await ask(org, admin, grave, "POST"))).toEqual([403, expect.any(String), "proof_needed"]);
    expect(said(await ask(org, viewer, grave, "POST"))).toEqual(NOT_WITH_THIS_ROLE);
    expect((await ask(org, admin, changing, "POST")).status).toBe(200);
  });

  test("is asked for proof where the body makes it grave, and after that for the role it wants", async () => {
    const org = await makeOrganization();
    const [admin, viewer] = [await org.admin.cookie(), await org.viewer.cookie()];
    const send = (cookie: string, grave: boolean, handler = sometimesGrave()) =>
      callRoute(handler, { path: "/", params: { org: org.slug }, method: "POST", cookie, body: { grave } });
    expect((await send(admin, true)).status).toBe(200);
    await Promise.all([forgetProof(org.admin.userId), forgetProof(org.viewer.userId)]);
    expect(said(await send(admin, true))).toEqual([403, expect.any(String), "proof_needed"]);
    expect((await send(admin, false)).status).toBe(200);
    expect(said(await send(viewer, true))).toEqual(NOT_WITH_THIS_ROLE);
    // Staff who may change calls may still not do what members alone do.
    const mending = await onVisits(await makeOperator(), [org.id], { changes: true }).cookie();
    const toMembers = sometimesGrave("members.write");
    expect((await send(mending, false, toMembers)).status).toBe(200);
    expect(said(await send(mending, true, toMembers))).toEqual(NOT_FOR_STAFF);
  });

  test("pays for what they ask themselves: for a change, for a file, and staff on a visit for nothing", async () => {
    const [org, operator] = [await makeOrganization(), await makeOperator()];
    const [admin, viewer] = [await org.admin.cookie(), await org.viewer.cookie()];
    expect(countsOf(await ask(org, admin, changing, "PATCH"))).toEqual(["100", "99"]);
    expect(countsOf(await ask(org, viewer))).toEqual(["600", "599"]);
    const file = withOrg({ can: "calls.read", tier: "exports" }, async () => ({}));
    expect(countsOf(await ask(org, viewer, file))).toEqual(["30", "29"]);
    const looking = await onVisits(operator, [org.id]).cookie();
    expect(countsOf(await ask(org, looking))).toEqual([null, null]);
  });

  test("who is signed out is nobody, a stranger's organization is not there, and another site cannot act for them", async () => {
    const [org, other] = [await makeOrganization(), await makeOrganization()];
    expect((await ask(org, undefined)).status).toBe(401);
    const cookie = await other.admin.cookie();
    expect((await ask(org, cookie)).status).toBe(404);
    const call = { path: "/", params: { org: other.slug }, cookie, headers: { origin: "https://evil.example" } };
    expect((await callRoute(changing, { ...call, method: "POST" })).status).toBe(403);
    expect((await callRoute(reading, call)).status).toBe(200);
  });
});

describe("a program below an organization", () => {
  test("shows its key as a bearer, in any case and spacing; all else is told how", async () => {
    const org = await makeOrganization();
    const { token, id } = await makeKey(org, ["calls:read"]);
    const shown = (authorization: string) =>
      callRoute(reading, { path: "/", params: { org: org.slug }, headers: { authorization } });
    for (const good of [`Bearer ${token}`, `bearer   ${token}`, `BEARER ${token}`])
      expect((await shown(good)).json(), good).toMatchObject({
        actor: { type: "api_key", id, scopes: ["calls:read"] },
      });
    for (const bad of [
      token,
      `Basic ${token}`,
      `Bearer${token}`,
      `Bearer ${token} x`,
      `x Bearer ${token}`,
      "Bearer",
      "",
    ])
      expect(said(await shown(bad)), bad).toEqual([
        401,
        "Send an API key as `Authorization: Bearer foyer_live_…`, whole.",
      ]);
    expect((await shown(`Bearer ${token.slice(0, -1)}`)).status).toBe(401);
  });

  test("is told which scope it lacks, and that some things are people's", async () => {
    const org = await makeOrganization();
    const { token } = await makeKey(org, ["calls:read"]);
    expect((await askWith(token, reading, org)).status).toBe(200);
    expect(said(await askWith(token, changing, org, { method: "PATCH" }))).toEqual([
      403,
      "This API key lacks the scope calls:write.",
    ]);
    const peoples = [403, expect.stringContaining("API keys cannot do this; a member of the organization can.")];
    expect(said(await askWith(token, route("ownership.transfer"), org, { method: "POST" }))).toEqual(peoples);
    const writer = await makeKey(org, ["calls:write"]);
    const grave = route("calls.write", { recent: true });
    expect(said(await askWith(writer.token, grave, org, { method: "POST" }))).toEqual(peoples);
    const exporter = await makeKey(org, ["calls:export"]);
    expect((await askWith(exporter.token, route("calls.export", { recent: true }), org)).status).toBe(200);
  });
});

describe("what a program asks", () => {
  const held = (can: "calls.read" | "calls.write") =>
    withOrg({ can }, async ({ ctx }) => {
      const { rows } = await sql<{ only: string }>`select current_setting('transaction_read_only') as only`.execute(
        ctx.tx,
      );
      return { only: rows[0]?.only, trail: trailOf() };
    });

  test("is held to reading by the database where it reads, and by nothing else", async () => {
    const org = await makeOrganization();
    const { token, id } = await makeKey(org, ["calls:read", "calls:write"]);
    const asked = [
      await askWith(token, held("calls.read"), org),
      await askWith(token, held("calls.read"), org, { method: "POST" }),
      await askWith(token, held("calls.write"), org),
    ];
    expect(asked.map((answer) => answer.json())).toEqual(
      ["on", "off", "off"].map((only) => ({
        ...{ only, trail: expect.objectContaining({ actor_id: id, org_id: org.id }) },
      })),
    );
  });

  test("counts by its key, a file by its organization; from elsewhere than its networks it is no use of the key", async () => {
    const org = await makeOrganization();
    const { token, id } = await makeKey(org, ["calls:read"], { requests_per_minute: 7 });
    const usedAt = async (keyId: string) =>
      (await database()<{ at: Date | null }[]>`select last_used_at as at from public.api_keys where id = ${keyId}`)[0]
        ?.at;
    expect(await usedAt(id)).toBeNull();
    expect(countsOf(await askWith(token, reading, org))).toEqual(["7", "6"]);
    expect(await usedAt(id)).toBeInstanceOf(Date);
    const away = await makeKey(org, ["calls:read"], { allowed_networks: ["203.0.113.0/24"] });
    expect(said(await askWith(away.token, reading, org))).toEqual([
      403,
      "This API key may not be used from this address.",
    ]);
    expect(await usedAt(away.id)).toBeNull();
    const file = withOrg({ can: "calls.read", tier: "exports" }, async () => ({}));
    expect(countsOf(await askWith((await makeKey(org, ["calls:read"])).token, file, org))).toEqual(["30", "29"]);
  });

  test("wants a grave scope where a person would be asked for proof, be it always or for this body", async () => {
    const org = await makeOrganization();
    const send = (token: string, grave: boolean) =>
      askWith(token, sometimesGrave(), org, { method: "POST", body: { grave } });
    const writer = await makeKey(org, ["calls:write"]);
    expect((await send(writer.token, false)).status).toBe(200);
    expect(said(await send(writer.token, true))).toEqual([403, "This API key lacks the scope calls:export."]);
    const both = await makeKey(org, ["calls:write", "calls:export"]);
    expect((await send(both.token, true)).status).toBe(200);
  });
});

test("a request of nobody's counts against its address, whoever asks without a session", async () => {
  const org = await makeOrganization();
  const answer = await ask(org, undefined);
  expect(Number(answer.headers.get("ratelimit-limit") ?? answer.headers.get("x-ratelimit-limit"))).toBeGreaterThan(0);
});
