import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { retellClient } from "@/lib/voice/retell/client";
import { interpretRetell } from "@/lib/voice/retell/interpret";
import { toRetellDelivery } from "@/lib/voice/retell/to-delivery";
import { vapiClient } from "@/lib/voice/vapi/client";
import { interpretVapi } from "@/lib/voice/vapi/interpret";
import { toVapiDelivery } from "@/lib/voice/vapi/to-delivery";
import { LongAnswer, VendorError, vendorProblem } from "@/lib/voice/vendor-error";
import { CONVERSATIONS } from "@/scripts/stack/sandbox/conversations/catalogue";
import { analyzedCall, endedCall, ongoingCall, registeredCall } from "@/scripts/stack/sandbox/retell/call-object";
import { callInStatus, endedCall as endedVapiCall, reportedCall } from "@/scripts/stack/sandbox/vapi/call-object";

type Seen = { method: string; path: string; key: string; body: string };

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

/** A vendor that answers what it is told to, in order. */
async function vendor(...answers: ((request: Seen, response: ServerResponse) => void)[]) {
  const seen: Seen[] = [];
  server = createServer(async (request: IncomingMessage, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const one = {
      method: request.method ?? "",
      path: request.url ?? "",
      key: request.headers.authorization ?? "",
      body,
    };
    seen.push(one);
    (answers[seen.length - 1] ?? answers.at(-1))?.(one, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (_: Seen, response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof VendorError ? { status: error.status, permanent: error.permanent } : error),
  );

const facts = (conversation = CONVERSATIONS[0]) => {
  if (!conversation) throw new Error("no conversation is written");
  return {
    call_id: "3f0c2a1e-8d4b-4f6a-9b1c-0a1b2c3d4e5f",
    conversation,
    agent: { id: "agent_1", name: "Front desk", version: 3 },
    business_number: "+13125550100",
    caller_number: "+13125550147",
    started_at: 1763990400123,
    recordings_url: "https://recordings.example",
    workspace_id: "org_1",
  };
};

describe("a vendor's API", () => {
  test("is asked with the key, and a read is asked again after 429 and 500", async () => {
    const { url, seen } = await vendor(
      json(429, {}, { "retry-after": "0" }),
      json(500, {}),
      json(200, { agent_id: "a/b", agent_name: "Front desk" }),
    );
    const agent = await retellClient("key_1", url).getAgent("a/b");
    expect(agent.agent_name).toBe("Front desk");
    expect(seen.map(({ path, key }) => [path, key])).toEqual(Array(3).fill(["/get-agent/a%2Fb", "Bearer key_1"]));
  });

  test("that is silent keeps a job no longer than the job has time, and is not asked again", async () => {
    const { url, seen } = await vendor(() => undefined);
    const began = Date.now();
    expect(await failureOf(retellClient("k", url, began + 500).getCall("c"))).toEqual({
      status: null,
      permanent: false,
    });
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(seen.length).toBe(1);
  });

  test("that stumbles is asked again by a job too, while it has time", async () => {
    const { url, seen } = await vendor(json(503, {}, { "retry-after": "0" }), json(200, { call_id: "c" }));
    expect(await vapiClient("k", url, Date.now() + 5_000).getCall("c")).toEqual({ call_id: "c" });
    const slow = await vendor(json(503, {}, { "retry-after": "3" }));
    expect(await failureOf(vapiClient("k", slow.url, Date.now() + 1_000).getCall("c"))).toMatchObject({ status: 503 });
    expect([seen.length, slow.seen.length]).toEqual([2, 1]);
  });

  test("is asked by a job whose time is up at a fraction of a millisecond too", async () => {
    const { url, seen } = await vendor(json(200, { call_id: "c" }));
    expect(await retellClient("k", url, Date.now() + 5_000.5).getCall("c")).toEqual({ call_id: "c" });
    expect(seen.length).toBe(1);
  });

  test("is never asked twice for a change, nor when asking again cannot help", async () => {
    const broken = await vendor(json(503, {}));
    expect(
      await failureOf(retellClient("k", broken.url).updateAgent("a", { webhook_url: "https://x.example" })),
    ).toEqual({
      status: 503,
      permanent: false,
    });
    expect(broken.seen.length).toBe(1);
  });

  test.each([401, 404, 422])("that answers %i has failed for good", async (status) => {
    const { url, seen } = await vendor(json(status, { message: "no" }));
    expect(await failureOf(vapiClient("k", url).getCall("c"))).toEqual({ status, permanent: true });
    expect(seen.length).toBe(1);
  });

  test("that answers with garbage, a redirect or a cut connection has failed, not succeeded", async () => {
    const asked = (url: string) =>
      failureOf(retellClient("k", url).updateAgent("a", { webhook_url: "https://x.example" }));
    const garbage = await vendor((_, response) => response.end("<html>"));
    expect(await asked(garbage.url)).toEqual({ status: 502, permanent: false });
    const elsewhere = await vendor(json(302, {}, { location: "http://127.0.0.1:9/steal" }));
    expect(await asked(elsewhere.url)).toEqual({ status: null, permanent: false });
    const cut = await vendor((_, response) => void response.destroy());
    expect(await asked(cut.url)).toEqual({ status: null, permanent: false });
  });

  test("of Retell is paged by its key until nothing is left", async () => {
    const { url, seen } = await vendor(
      json(200, { items: [{ call_id: "1" }], has_more: true, pagination_key: "p" }),
      json(200, { items: [{ call_id: "2" }], has_more: false }),
    );
    const ids: (string | undefined)[] = [];
    for await (const page of retellClient("k", url).listCalls({ agentId: "a", fromMs: 1, toMs: 2 })) {
      ids.push(...page.map(({ call_id }) => call_id));
    }
    expect(ids).toEqual(["1", "2"]);
    expect(JSON.parse(seen[1]?.body ?? "")).toMatchObject({
      pagination_key: "p",
      filter_criteria: { agent: [{ agent_id: "a" }], start_timestamp: { type: "range", op: "bt", value: [1, 2] } },
    });
  });

  test("of Vapi is paged by time, and calls of one millisecond come once", async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
    const first = Array.from({ length: 100 }, (_, index) => ({
      id: `a${index}`,
      createdAt: at(Math.max(1, 99 - index)),
    }));
    const { url, seen } = await vendor(json(200, first), json(200, [first[99], { id: "b", createdAt: at(0) }]));
    const ids: (string | undefined)[] = [];
    const span = { agentId: "a", fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2026, 0, 2) };
    for await (const page of vapiClient("k", url).listCalls(span)) ids.push(...page.map(({ id }) => id));
    expect(ids.length).toBe(101);
    expect(new URL(seen[1]?.path ?? "", url).searchParams.get("createdAtLe")).toBe(at(1));
  });

  test("is asked for smaller pages while a page is longer than we read, and nothing is left out", async () => {
    const word = "x".repeat(100 * 1024);
    const all = Array.from({ length: 60 }, (_, index) => ({ call_id: `${index}`, metadata: { word } }));
    const asked: number[] = [];
    const { url } = await vendor(({ body }, response) => {
      const { limit, pagination_key = "0" } = JSON.parse(body);
      asked.push(limit);
      const from = Number(pagination_key);
      const items = all.slice(from, from + limit);
      const has_more = from + limit < all.length;
      response.end(JSON.stringify({ items, has_more, pagination_key: `${from + limit}` }));
    });
    const ids: (string | undefined)[] = [];
    for await (const page of retellClient("k", url).listCalls({ agentId: "a", fromMs: 1, toMs: 2 })) {
      ids.push(...page.map(({ call_id }) => call_id));
    }
    expect(ids).toEqual(all.map(({ call_id }) => call_id));
    expect(asked.slice(0, 4)).toEqual([200, 100, 50, 25]);
  });

  test("whose single answer is longer than we read has failed for good, in words of its own", async () => {
    const { url, seen } = await vendor(json(200, { word: "x".repeat(5 * 1024 * 1024) }));
    const failed = await vapiClient("k", url)
      .getCall("c")
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(LongAnswer);
    expect(failed instanceof VendorError && vendorProblem(failed)).toBe("Vapi answered more than can be read here.");
    expect(seen.length).toBe(1);
  });

  test("of Vapi keeps the rest of `server` when the address changes", async () => {
    const server = { url: "https://old.example", credentialId: "c1", timeoutSeconds: 9 };
    const { url, seen } = await vendor(json(200, { id: "as", server }), json(200, { id: "as" }));
    await vapiClient("k", url).updateAgent("as", { webhook_url: "https://new.example" });
    expect(JSON.parse(seen[1]?.body ?? "")).toEqual({ server: { ...server, url: "https://new.example" } });
  });
});

describe("a fetched call becomes the delivery that was missed", () => {
  test("at Retell: ongoing, ended, analysed; a registered call is not there yet", () => {
    const call = facts();
    const states = [ongoingCall(call, 5_000), endedCall(call), analyzedCall(call)].map((fetched) => {
      const seen = interpretRetell(JSON.parse(JSON.stringify(toRetellDelivery(fetched))), 0);
      return [seen.outcome, seen.event_key.split(":")[0]];
    });
    expect(states).toEqual([
      ["call", "call_started"],
      ["call", "call_ended"],
      ["call", "call_analyzed"],
    ]);
    expect(toRetellDelivery(registeredCall(call))).toBeUndefined();
  });

  test("at Vapi: with its number, its report, and the same key as the message that was lost", () => {
    const call = facts();
    const fetched = JSON.parse(JSON.stringify(reportedCall(call, 1763990900000)));
    const seen = interpretVapi(JSON.parse(JSON.stringify(toVapiDelivery(fetched, "+13125550100", Date.now()))), 0);
    if (seen.outcome !== "call") throw new Error(seen.reason);
    expect(seen.event_key).toBe(`end-of-call-report:${call.call_id}`);
    expect(seen.event.facets.analysis?.summary).toBe(call.conversation.analysis.summary);
    expect(seen.event.facets.cost?.cost_micros).toBeGreaterThan(0);
    expect(Object.values(seen.event.facets.party ?? {})).toContain("+13125550100");
    expect(seen.event.facets.start?.started_at).toBe("2025-11-24T13:20:00.123Z");
    expect(seen.event.transcript?.kind).toBe("snapshot");
  });

  test("at Vapi costs and an empty analysis do not take the place of the report that is still to come", () => {
    const call = facts();
    const reported = reportedCall(call, 1763990900000);
    const justNow = Date.parse(reported.endedAt ?? "") + 1_000;
    for (const analysis of [undefined, {}, { summary: null }]) {
      const fetched = JSON.parse(JSON.stringify({ ...reported, analysis }));
      const early = interpretVapi(JSON.parse(JSON.stringify(toVapiDelivery(fetched, undefined, justNow))), 0);
      expect(early.event_key).toBe(`status-update:${call.call_id}:ended`);
      // One that gets no analysis is whole all the same, costs and recording included.
      const late = interpretVapi(JSON.parse(JSON.stringify(toVapiDelivery(fetched, undefined, justNow + 600_000))), 0);
      expect(late.event_key).toBe(`end-of-call-report:${call.call_id}`);
    }
    expect(toVapiDelivery(JSON.parse(JSON.stringify(reported)), undefined, justNow)?.message.type).toBe(
      "end-of-call-report",
    );
  });

  test("at Vapi just after its end the report is still awaited, and a ringing call is not there yet", () => {
    const call = facts();
    const ended = endedVapiCall(call);
    const justNow = Date.parse(ended.endedAt ?? "") + 1_000;
    expect(toVapiDelivery(ended, undefined, justNow)?.message.type).toBe("status-update");
    expect(toVapiDelivery(ended, undefined, justNow + 600_000)?.message.type).toBe("end-of-call-report");
    expect(toVapiDelivery(callInStatus(call, "ringing", call.started_at), undefined, justNow)).toBeUndefined();
  });
});
