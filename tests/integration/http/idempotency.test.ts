import { describe, expect, test } from "vitest";
import { z } from "zod";
import { forgetIdempotencyKeys } from "@/lib/http/forget-idempotency-keys";
import { created, createdOnce } from "@/lib/http/respond";
import { withOrg } from "@/lib/http/with-org";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import {
  makeMember,
  makeOperator,
  makeOrganization,
  onVisits,
  type TestOrganization,
} from "../../support/organization";

/** A route of an organization that counts how often it has worked, and answers as `answer` does. */
function counting(answer: (n: number) => object | undefined | (() => Promise<object>)) {
  let worked = 0;
  const route = withOrg({ can: "calls.write", body: z.object({ name: z.string() }) }, async () => {
    worked += 1;
    return answer(worked);
  });
  const send = async (org: TestOrganization, cookie: string, key: string | undefined, more: Partial<Sent> = {}) => {
    const answered = await callRoute(route, {
      ...{ path: `/api/v1/orgs/${org.slug}/things`, params: { org: org.slug }, method: "POST", cookie },
      body: { name: "one" },
      headers: key === undefined ? {} : { "idempotency-key": key },
      ...more,
    });
    const replayed = answered.headers.get("idempotency-replayed");
    return { status: answered.status, text: answered.text, replayed };
  };
  return { send, worked: () => worked };
}

type Sent = { path: string; method: "POST" | "PATCH"; body: object };

async function admin() {
  const org = await makeOrganization();
  return { org, cookie: await org.admin.cookie() };
}

const keptOf = (orgId: string) =>
  database()<{ key: string; status: number | null; answer: unknown; answer_ciphertext: string | null }[]>`
    select key, status, answer, answer_ciphertext from public.idempotency_keys where org_id = ${orgId}`;

const age = (orgId: string, interval: string) =>
  database()`update public.idempotency_keys set created_at = now() - ${interval}::interval where org_id = ${orgId}`;

describe("a request that is sent again with its Idempotency-Key", () => {
  test("is worked once and answered the same, status and body, and says that it is a repetition", async () => {
    const { org, cookie } = await admin();
    const { send, worked } = counting((n) => created({ n }));
    expect(await send(org, cookie, "k")).toEqual({ status: 201, text: '{"n":1}', replayed: null });
    expect(await send(org, cookie, "k")).toEqual({ status: 201, text: '{"n":1}', replayed: "true" });
    expect(worked()).toBe(1);
    // Control: without a key, and with another, it is a request of its own.
    expect((await send(org, cookie, undefined)).text).toBe('{"n":2}');
    expect((await send(org, cookie, "other")).text).toBe('{"n":3}');
  });

  test("is answered nothing when the first was", async () => {
    const { org, cookie } = await admin();
    const { send, worked } = counting(() => undefined);
    expect(await send(org, cookie, "k")).toEqual({ status: 204, text: "", replayed: null });
    expect(await send(org, cookie, "k")).toEqual({ status: 204, text: "", replayed: "true" });
    expect(worked()).toBe(1);
  });

  test("is not told a secret twice", async () => {
    const { org, cookie } = await admin();
    const { send } = counting(() => createdOnce({ id: 1, secret: "whole" }, { id: 1 }));
    expect((await send(org, cookie, "k")).text).toBe('{"id":1,"secret":"whole"}');
    expect((await send(org, cookie, "k")).text).toBe('{"id":1}');
  });

  test("but asks for something else, is refused, and the first answer stays", async () => {
    const { org, cookie } = await admin();
    const { send, worked } = counting((n) => ({ n }));
    await send(org, cookie, "k");
    for (const more of [{ body: { name: "two" } }, { path: `/api/v1/orgs/${org.slug}/others` }]) {
      const refused = await send(org, cookie, "k", more);
      expect([refused.status, refused.text]).toEqual([409, expect.stringContaining("different request")]);
    }
    expect((await send(org, cookie, "k")).text).toBe('{"n":1}');
    expect(worked()).toBe(1);
  });

  test("while the first is under way waits for its answer, and neither works twice", async () => {
    const { org, cookie } = await admin();
    const { send, worked } = counting((n) => ({ n }));
    const answers = await Promise.all([send(org, cookie, "k"), send(org, cookie, "k"), send(org, cookie, "k")]);
    expect(answers.map(({ status, text }) => [status, text])).toEqual(answers.map(() => [200, '{"n":1}']));
    expect(answers.filter(({ replayed }) => replayed === "true")).toHaveLength(2);
    expect(worked()).toBe(1);
  });

  test("after a failure works: a failed request keeps no key", async () => {
    const { org, cookie } = await admin();
    const { send, worked } = counting((n) => {
      if (n === 1) throw new RangeError("broken");
      return { n };
    });
    expect((await send(org, cookie, "k")).status).toBe(500);
    expect((await send(org, cookie, "k")).text).toBe('{"n":2}');
    expect(worked()).toBe(2);
  });

  test("is another's for another person and another organization", async () => {
    const { org, cookie } = await admin();
    const second = await makeMember(org.id, "org_admin");
    const other = await admin();
    const { send } = counting((n) => ({ n }));
    expect((await send(org, cookie, "k")).text).toBe('{"n":1}');
    expect((await send(org, await second.cookie(), "k")).text).toBe('{"n":2}');
    expect((await send(other.org, other.cookie, "k")).text).toBe('{"n":3}');
    expect((await send(org, cookie, "k")).text).toBe('{"n":1}');
  });

  test("a day later is a new request, and a minute sooner it is not", async () => {
    const { org, cookie } = await admin();
    const { send } = counting((n) => ({ n }));
    await send(org, cookie, "k");
    await send(org, cookie, "stays");
    await age(org.id, "23 hours 59 minutes");
    expect((await send(org, cookie, "k")).text).toBe('{"n":1}');
    await age(org.id, "24 hours 1 minute");
    expect((await send(org, cookie, "k")).text).toBe('{"n":3}');
    expect((await keptOf(org.id)).map(({ key }) => key).sort()).toEqual(["k", "stays"]);
  });

  test("works again when its answer comes after the transaction: that cannot be kept", async () => {
    const { org, cookie } = await admin();
    const { send } = counting((n) => async () => ({ n }));
    expect((await send(org, cookie, "k")).text).toBe('{"n":1}');
    expect((await send(org, cookie, "k")).text).toBe('{"n":2}');
    expect(await keptOf(org.id)).toEqual([]);
  });

  test("only when it creates: a change is sent as often as one likes", async () => {
    const { org, cookie } = await admin();
    const { send } = counting((n) => ({ n }));
    await send(org, cookie, "k", { method: "PATCH" });
    expect((await send(org, cookie, "k", { method: "PATCH" })).text).toBe('{"n":2}');
    expect(await keptOf(org.id)).toEqual([]);
  });

  test("of staff whose visit only looks is worked again: they may not keep an answer either", async () => {
    const { org, cookie } = await admin();
    const operator = await makeOperator();
    let worked = 0;
    const route = withOrg({ can: "calls.read" }, async () => ({ n: ++worked }));
    const send = (reader: string) =>
      callRoute(route, {
        ...{ path: `/api/v1/orgs/${org.slug}/things`, params: { org: org.slug }, method: "POST", cookie: reader },
        headers: { "idempotency-key": "k" },
      });
    const looking = await onVisits(operator, [org.id]).cookie();
    expect([(await send(looking)).text, (await send(looking)).text]).toEqual(['{"n":1}', '{"n":2}']);
    expect([(await send(cookie)).text, (await send(cookie)).text]).toEqual(['{"n":3}', '{"n":3}']);
  });

  test("may be named in 255 characters and no more", async () => {
    const { org, cookie } = await admin();
    const { send, worked } = counting((n) => ({ n }));
    expect((await send(org, cookie, "k".repeat(255))).status).toBe(200);
    expect((await send(org, cookie, "k".repeat(256))).status).toBe(400);
    expect(worked()).toBe(1);
  });
});

test("answers are kept encrypted, those of the release before are read, and all are forgotten after a day", async () => {
  const { org, cookie } = await admin();
  const { send } = counting(() => ({ name: "Ada Ferris" }));
  await send(org, cookie, "k");
  const [kept] = await keptOf(org.id);
  expect(kept).toMatchObject({ status: 200, answer: null, answer_ciphertext: expect.stringMatching(/^v2\./) });
  expect(JSON.stringify(kept)).not.toContain("Ferris");
  await database()`update public.idempotency_keys set answer_ciphertext = null, answer = '{"name":"as before"}'
    where org_id = ${org.id}`;
  expect((await send(org, cookie, "k")).text).toBe('{"name":"as before"}');

  await send(org, cookie, "young");
  await database()`update public.idempotency_keys set created_at = now() - interval '25 hours'
    where org_id = ${org.id} and key = 'k'`;
  expect(await forgetIdempotencyKeys()).toBeGreaterThanOrEqual(1);
  expect((await keptOf(org.id)).map(({ key }) => key)).toEqual(["young"]);
});
