import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { env } from "@/lib/env";
import { operationOf } from "@/lib/http/operation";
import { requireOperator, withOperator } from "@/lib/http/with-operator";
import { withPublic } from "@/lib/http/with-public";
import { type StaffContext, withStaff } from "@/lib/http/with-staff";
import { withUser } from "@/lib/http/with-user";
import { trailOf } from "@/lib/log/trail";
import { database } from "../../support/database";
import { callRoute, type RouteCall } from "../../support/http";
import { makeHalfway, makeOperator, makeOrganization, makePerson } from "../../support/organization";
import { forgetProof, reasonOf } from "../../support/second-factor";

/** What every door below has in common: what it reads of a request, and that its handler has nothing to say of it otherwise. */
const shape = {
  params: z.object({ id: z.uuid() }),
  query: z.object({ n: z.coerce.number() }),
  body: z.object({ name: z.string() }),
};
const ID = "0198a9b0-1234-7abc-8def-0123456789ab";
const READ = { params: { id: ID }, query: { n: 2 }, body: { name: "one" } };
const EVIL = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };

let worked = 0;
beforeEach(() => {
  worked = 0;
});

/** Who the database takes a transaction's reader for. */
const readerIn = async (tx: StaffTx) => {
  const { rows } = await sql<{ person: string; session: string; role: string }>`
    select current_setting('app.user_id', true) as person, current_setting('app.session_id', true) as session,
      current_user as role`.execute(tx);
  return rows[0];
};
type StaffTx = Parameters<Parameters<StaffContext["inOrganization"]>[1]>[0]["tx"];

const doors = {
  person: withUser(shape, async ({ ctx: { person, session, tx, ip, requestId }, request, ...input }) => {
    worked += 1;
    const reader = await readerIn(tx);
    return {
      ...{ person, session: session.id, ip, requestId, reader, input },
      trail: trailOf(),
      method: request.method,
    };
  }),
  operator: withOperator(shape, async ({ ctx: { operatorId, tx, requestId }, request, ...input }) => {
    worked += 1;
    return {
      ...{ operatorId, requestId, input },
      reader: await readerIn(tx),
      trail: trailOf(),
      method: request.method,
    };
  }),
  staff: withStaff(shape, async ({ ctx: { staff, ip, requestId }, request, ...input }) => {
    worked += 1;
    return { ...{ staff, ip, requestId, input }, trail: trailOf(), method: request.method };
  }),
  anybody: withPublic(shape, async ({ request, requestId, log, ...input }) => {
    worked += 1;
    return { ...{ requestId, input }, trail: trailOf(), method: request.method, log: typeof log.info };
  }),
};
type Door = keyof typeof doors;
type Handler = Parameters<typeof callRoute>[0];

const ask = (handler: Handler, cookie: string | undefined, more: Partial<RouteCall> = {}) =>
  callRoute(handler, {
    ...{ method: "POST", path: "/api/x/door?n=2", params: { id: ID }, body: { name: "one" }, cookie },
    ...more,
  });

const entering: Record<Door, () => Promise<{ userId?: string; email?: string; cookie?: string }>> = {
  person: () => entered(makePerson()),
  operator: () => entered(makeOperator()),
  staff: () => entered(makeOperator()),
  anybody: async () => ({}),
};

async function entered(made: ReturnType<typeof makePerson>) {
  const person = await made;
  return { ...person, cookie: await person.cookie() };
}

const names = Object.keys(doors) as Door[];

describe.each(names)("the door of %s", (name) => {
  test("hands on what it has read of a request, and nothing that it could not read", async () => {
    const { cookie } = await entering[name]();
    const answer = await ask(doors[name], cookie);
    expect(answer.json()).toMatchObject({ input: READ, method: "POST", requestId: answer.headers.get("x-request-id") });
    expect(worked).toBe(1);
    const refused = [{ params: { id: "7" } }, { path: "/api/x/door?n=two" }, { body: { name: 1 } }, { body: "{" }];
    const answers = await Promise.all(refused.map((more) => ask(doors[name], cookie, more)));
    expect(answers.map(({ status }) => status)).toEqual([404, 422, 422, 400]);
    expect(worked).toBe(1);
  });

  test("lets no other site change anything in somebody's name", async () => {
    const { cookie } = await entering[name]();
    for (const method of ["POST", "PUT", "PATCH", "DELETE"] as const)
      expect((await ask(doors[name], cookie, { method, headers: EVIL })).status, method).toBe(403);
    expect(worked).toBe(0);
    const own = { origin: new URL(env().PUBLIC_BASE_URL).origin, "sec-fetch-site": "same-origin" };
    expect((await ask(doors[name], cookie, { headers: own })).status).toBe(200);
  });

  test("counts whom it does not know by their address, and people by themselves", async () => {
    const stranger = await ask(doors[name], undefined);
    expect(stranger.headers.get("ratelimit-limit")).toBe("12000");
    expect(stranger.status).toBe(name === "anybody" ? 200 : 401);
    if (name !== "person") return;
    // The first change of each of two people: neither has used up anything of the other's.
    for (const { cookie } of [await entering.person(), await entering.person()]) {
      const { headers } = await ask(doors.person, cookie);
      expect([headers.get("ratelimit-limit"), headers.get("ratelimit-remaining")]).toEqual(["100", "99"]);
    }
  });
});

describe("a signed-in person", () => {
  test("is who the handler, the database and the log know", async () => {
    const { userId, email, cookie } = await entering.person();
    const answer = (await ask(doors.person, cookie)).json<{ session: string }>();
    const [kept] = await database()<{ id: string }[]>`select id from auth.sessions where user_id = ${userId ?? ""}`;
    expect(answer).toMatchObject({
      ...{ person: { id: userId, email }, session: kept?.id, ip: "local" },
      ...{ reader: { person: userId, role: "app_tenant" }, trail: { actor_id: userId } },
    });
  });

  test("who is halfway in comes through the doors that lead to the second factor alone", async () => {
    const cookie = await (await makeHalfway()).cookie();
    const refused = await ask(doors.person, cookie);
    expect([refused.status, reasonOf(refused)]).toEqual([403, "code_needed"]);
    const leading = withUser({ half: true }, async ({ ctx }) => ({ state: ctx.session.state }));
    expect((await ask(leading, cookie)).json()).toEqual({ state: "code_needed" });
    expect(operationOf(leading)).toMatchObject({ caller: "person", half: true });
  });
});

describe.each(["operator", "staff"] as const)("the console's door of %s", (name) => {
  const recent = {
    operator: withOperator({ recent: true }, async () => ({})),
    staff: withStaff({ recent: true }, async () => ({})),
  }[name];

  afterEach(() => void Object.assign(env(), { OPERATOR_NETWORKS: [] }));

  test("is not there for anybody else, and shut to staff who have yet to show the second factor", async () => {
    const cookie = await (await makePerson()).cookie();
    const elsewhere = await ask(doors[name], cookie);
    expect([elsewhere.status, elsewhere.json()]).toEqual([
      404,
      { error: expect.objectContaining({ code: "not_found", message: "There is nothing at this address." }) },
    ]);
    const half = await makeHalfway();
    await database()`insert into public.operators (user_id) values (${half.userId})`;
    const refused = await ask(doors[name], await half.cookie());
    expect([refused.status, reasonOf(refused)]).toEqual([403, "code_needed"]);
    expect(worked).toBe(0);
  });

  test("is there from the operators' networks alone", async () => {
    const { cookie } = await entering[name]();
    Object.assign(env(), { OPERATOR_NETWORKS: ["203.0.113.0/24"] });
    expect((await ask(doors[name], cookie)).status).toBe(404);
    expect(worked).toBe(0);
    Object.assign(env(), { OPERATOR_NETWORKS: ["203.0.113.0/24", "127.0.0.0/8"] });
    expect((await ask(doors[name], cookie)).status).toBe(200);
  });

  test("knows who acts: in the handler, in the log, and in the database where it is asked", async () => {
    const { userId, cookie } = await entering[name]();
    const answer = (await ask(doors[name], cookie)).json();
    const [kept] = await database()<{ id: string }[]>`select id from auth.sessions where user_id = ${userId ?? ""}`;
    expect(answer).toMatchObject({
      trail: { actor_id: userId },
      ...(name === "staff"
        ? { staff: { userId, sessionId: kept?.id }, ip: "local" }
        : { operatorId: userId, reader: { person: userId, session: kept?.id, role: "app_operator" } }),
    });
  });

  test("asks once more who sits at the screen, ten minutes later, where that is wanted", async () => {
    const { userId = "", cookie } = await entering[name]();
    expect((await ask(recent, cookie)).status).toBe(200);
    await forgetProof(userId);
    const refused = await ask(recent, cookie);
    expect([refused.status, reasonOf(refused)]).toEqual([403, "proof_needed"]);
    expect((await ask(doors[name], cookie)).status).toBe(200);
  });
});

test("staff act in an organization as themselves, behind its wall; in none that is not there", async () => {
  const [org, { userId, cookie }] = [await makeOrganization(), await entering.staff()];
  const inside = withStaff({ query: z.object({ org: z.uuid() }) }, ({ ctx, query }) =>
    ctx.inOrganization(query.org, async ({ org: here, actor, tx, ip, requestId, log }) => {
      const reader = await readerIn(tx);
      return { ...{ here: here.slug, actor, ip, requestId, reader }, log: typeof log.info, trail: trailOf() };
    }),
  );
  const answer = await ask(inside, cookie, { path: `/api/x?org=${org.id}` });
  expect(answer.json()).toMatchObject({
    ...{ here: org.slug, actor: { type: "operator", id: userId }, ip: "local", log: "function" },
    ...{ requestId: answer.headers.get("x-request-id"), reader: { person: userId, role: "app_tenant" } },
    trail: { actor_id: userId, org_id: org.id },
  });
  expect((await ask(inside, cookie, { path: `/api/x?org=${ID}` })).status).toBe(404);
});

test("a page of the console is there for staff with a second factor, and for nobody else", async () => {
  const [operator, half, person] = [await makeOperator(), await makeHalfway(), await makePerson()];
  await database()`insert into public.operators (user_id) values (${half.userId})`;
  const sessionOf = async ({ userId, cookie }: { userId: string; cookie(): Promise<string> }) => {
    await cookie();
    const [kept] = await database()<{ id: string }[]>`select id from auth.sessions where user_id = ${userId}`;
    return { userId, sessionId: kept?.id ?? "" };
  };
  const [theirs, other] = [await sessionOf(operator), await sessionOf(person)];
  await expect(requireOperator(theirs)).resolves.toBeUndefined();
  await expect(requireOperator(await sessionOf(half))).rejects.toMatchObject({ code: "forbidden" });
  for (const nobody of [other, { ...theirs, sessionId: other.sessionId }])
    await expect(requireOperator(nobody)).rejects.toMatchObject({ code: "not_found" });
});

test("a door for anybody is limited by what its request says, after it was read and before anything is done", async () => {
  const who = crypto.randomUUID();
  const limited = withPublic(
    {
      body: shape.body,
      limit: (request, { body }) => [{ tier: "auth.attempt" as const, who: `${who} ${request.method} ${body.name}` }],
    },
    async () => ({ worked: ++worked }),
  );
  const tell = (name: string) => ask(limited, undefined, { body: { name } });
  const answers = [];
  for (let n = 0; n < 6; n += 1) answers.push(await tell("one"));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
  expect(answers.map(({ headers }) => headers.get("ratelimit-remaining"))).toEqual(["4", "3", "2", "1", "0", "0"]);
  expect(worked).toBe(5);
  expect((await tell("other")).status).toBe(200);
  expect((await ask(limited, undefined, { body: {} })).status).toBe(422);
});
