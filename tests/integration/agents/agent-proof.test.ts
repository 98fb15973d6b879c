import { afterEach, describe, expect, test, vi } from "vitest";
import { PATCH as change, GET as read } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import type { Agent } from "@/lib/agents/agent";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { admin, KEY, one } from "./agent-requests";

/** Lets time go by for an agent, in this process and on its row. */
async function pass(id: string, seconds: number) {
  const until = Date.now() + seconds * 1_000 - performance.now();
  vi.spyOn(Date, "now").mockImplementation(() => Math.round(until + performance.now()));
  await database()`
    update public.agents set last_rejected_at = last_rejected_at - ${seconds} * interval '1 second',
      last_delivery_at = last_delivery_at - ${seconds} * interval '1 second' where id = ${id}`;
}

afterEach(() => void vi.restoreAllMocks());

describe("an agent waits until its vendor proves the secret", () => {
  test.each(["retell", "vapi"] as const)(
    "%s: a wrong signature is noted in words, the first genuine one validates",
    async (provider) => {
      const { org, cookie } = await admin();
      const agent = await makeAgent(org.id, provider);
      const { bodies } = bodiesOfCall(agent);
      const forged = { ...agent, headersFor: () => agent.headersFor(`${bodies[0]} `) };
      const wrong =
        provider === "retell" ? forged : { ...agent, headersFor: () => ({ authorization: "Bearer wrong" }) };
      expect((await deliver(wrong, bodies[0] ?? "")).status).toBe(401);
      const failing = (await callRoute(read, one(org, cookie, agent.id))).json<Agent>();
      expect(failing).toMatchObject({ status: "waiting", health: "failing", rejections: { count: 1 } });
      expect(failing.rejections?.words).toContain("another secret");
      expect((await deliver(agent, bodies[0] ?? "")).status).toBe(200);
      const validated = (await callRoute(read, one(org, cookie, agent.id))).json<Agent>();
      expect(validated).toMatchObject({ status: "validated", health: "validated" });
      const names =
        await database()`select name from public.events where org_id = ${org.id} and subject_id = ${agent.id}`;
      expect(names.map(({ name }) => name).sort()).toEqual(["agent.rejected_delivery", "agent.validated"]);
    },
  );

  test("one that was answering and was refused once is well again with the next delivery that proves itself, and says so", async () => {
    const { org, cookie } = await admin();
    const agent = await makeAgent(org.id, "vapi");
    const { bodies } = bodiesOfCall(agent);
    const wrong = { ...agent, headersFor: () => ({ authorization: "Bearer wrong" }) };
    const health = async () => (await callRoute(read, one(org, cookie, agent.id))).json<Agent>().health;
    const recovered = () =>
      database()`select data from public.events where subject_id = ${agent.id} and name = 'agent.recovered'`;
    const send = async (sender: typeof agent, body = "", status = 200) =>
      expect((await deliver(sender, body)).status).toBe(status);
    await send(agent, bodies[0]);
    await send(wrong, bodies[1], 401);
    expect(await health()).toBe("failing");
    // Within the ten seconds in which signs of life are not noted again.
    await send(agent, bodies[1]);
    expect(await health()).toBe("validated");
    expect(await recovered()).toEqual([{ data: { name: expect.stringMatching(/^Front desk/) } }]);
    await send(agent, bodies[2]);
    expect(await recovered()).toHaveLength(1);
  });

  test("refusals are counted from the last good delivery on, and the first one after it is noted a second later", async () => {
    const { org, cookie } = await admin();
    const agent = await makeAgent(org.id, "vapi");
    const [body = ""] = bodiesOfCall(agent).bodies;
    const other = await makeAgent(org.id, "vapi");
    await database()`
      update public.agents set rejected_count = 1, last_rejected_at = now() - interval '1 hour' where id = ${other.id}`;
    const now = async () => {
      const { health, rejections } = (await callRoute(read, one(org, cookie, agent.id))).json<Agent>();
      return [health, rejections?.count];
    };
    const refuse = async () => {
      const wrong = { ...agent, headersFor: () => ({ authorization: "Bearer wrong" }) };
      expect((await deliver(wrong, body)).status).toBe(401);
      return now();
    };
    const believe = async () => {
      expect((await deliver(agent, body)).status).toBe(200);
      return now();
    };
    await believe();
    expect(await refuse()).toEqual(["failing", 1]);
    expect(await refuse()).toEqual(["failing", 1]);
    await pass(agent.id, 6);
    expect(await refuse()).toEqual(["failing", 2]);
    expect(await believe()).toEqual(["validated", 2]);
    await pass(agent.id, 1.5);
    expect(await refuse()).toEqual(["failing", 1]);
    // Negative control: while it is not well again, five seconds are quiet.
    await pass(agent.id, 1.5);
    expect(await refuse()).toEqual(["failing", 1]);
    expect(await believe()).toEqual(["validated", 1]);
    // Another agent's are another agent's.
    const [row] =
      await database()`select rejected_count, last_rejected_reason from public.agents where id = ${other.id}`;
    expect(row).toEqual({ rejected_count: 1, last_rejected_reason: null });
  });

  test("a new secret has to be proven again; a new name has not", async () => {
    const { org, cookie } = await admin();
    const agent = await makeAgent(org.id, "retell");
    await deliver(agent, bodiesOfCall(agent).bodies[0] ?? "");
    const renamed = await callRoute(change, one(org, cookie, agent.id, "PATCH", { name: "Reception" }));
    expect(renamed.json()).toMatchObject({ name: "Reception", status: "validated" });
    const rekeyed = await callRoute(change, one(org, cookie, agent.id, "PATCH", { secret: KEY }));
    expect(rekeyed.json()).toMatchObject({ status: "waiting", secret_last_four: KEY.slice(-4) });
    expect(rekeyed.text).not.toContain(KEY);
  });

  test.each([
    ["a secret", { secret: KEY }, KEY, 0],
    ["a secret, well known as validated,", { secret: KEY }, KEY, 6],
    ["the way it is sent", { auth_config: { header_name: "x-proof" } }, undefined, 0],
  ])(
    "what was proven by %s from before a change, which is remembered for seconds, proves nothing of the new one",
    async (_, input, secret, wait) => {
      const { org, cookie } = await admin();
      const agent = await makeAgent(org.id, "vapi");
      const [body = ""] = bodiesOfCall(agent).bodies;
      const status = async () => (await callRoute(read, one(org, cookie, agent.id))).json<Agent>().status;
      const believe = async (headers = agent.headersFor(body)) =>
        expect((await deliver({ ...agent, headersFor: () => headers }, body)).status).toBe(200);
      await believe();
      expect(await status()).toBe("validated");
      await pass(agent.id, wait);
      await believe();
      await callRoute(change, one(org, cookie, agent.id, "PATCH", input));
      await believe();
      expect(await status()).toBe("waiting");
      await pass(agent.id, wait + 6);
      const header = secret ? "authorization" : "x-proof";
      await believe({ [header]: `Bearer ${secret ?? agent.secret}` });
      expect(await status()).toBe("validated");
      const events = await database()`
      select name from public.events where subject_id = ${agent.id} and name like 'agent.%' order by id`;
      expect(events.map(({ name }) => name)).toEqual(["agent.validated", "agent.updated", "agent.validated"]);
    },
  );

  test("another way of proof needs its secret, and Retell has no other", async () => {
    const { org, cookie } = await admin();
    const [vapi, retellAgent] = [await makeAgent(org.id, "vapi"), await makeAgent(org.id, "retell")];
    const patch = (id: string, body: object) => callRoute(change, one(org, cookie, id, "PATCH", body));
    expect((await patch(vapi.id, { auth_scheme: "hmac" })).status).toBe(422);
    expect((await patch(vapi.id, { auth_scheme: "hmac", secret: KEY })).json()).toMatchObject({ auth_scheme: "hmac" });
    expect((await patch(retellAgent.id, { auth_scheme: "bearer", secret: KEY })).status).toBe(422);
    expect((await patch(vapi.id, { token: "agent_00000000000000000000000000000000" })).status).toBe(422);
    expect((await callRoute(change, one(org, await org.viewer.cookie(), vapi.id, "PATCH", { name: "x" }))).status).toBe(
      403,
    );
  });
});
