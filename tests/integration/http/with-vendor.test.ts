import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { withVendor } from "@/lib/http/with-vendor";
import { trailOf } from "@/lib/log/trail";

const call = (body = "{}") =>
  new Request("http://localhost/webhooks/agent/agent_0123456789abcdef", { method: "POST", body });
const route = { params: Promise.resolve({}) };

test("what a vendor's delivery logs and reports carries the organization once its signature is proven, and never the address's secret", async () => {
  const seen: object[] = [];
  const receive = withVendor(
    async () => ({ id: "agent-one", org_id: "org-one" }),
    async ({ requestId }) => {
      seen.push({ ...trailOf(), known: requestId });
      return undefined;
    },
  );
  expect((await receive(call(), route)).status).toBe(204);
  const request_id = expect.stringMatching(/^[\w-]{36}$/);
  expect(seen).toEqual([{ request_id, known: request_id, org_id: "org-one", route: "/webhooks/agent/[token]" }]);
});

test("a delivery without proof is of no organization", async () => {
  const seen: object[] = [];
  const refuse = withVendor(
    async () => {
      seen.push(trailOf());
      throw new AppError("unauthenticated", "The signature does not fit.");
    },
    async () => undefined,
  );
  expect((await refuse(call(), route)).status).toBe(401);
  expect(seen).toEqual([{ request_id: expect.any(String), route: "/webhooks/agent/[token]" }]);
});

test("a delivery may be four megabytes long; of a longer one not even the proof is looked at", async () => {
  const lengths: number[] = [];
  const receive = withVendor(
    async (_, rawBody) => ({ id: `agent-${rawBody.length}`, org_id: "org-one" }),
    async ({ rawBody, sender, request, log }) => {
      lengths.push(rawBody.length);
      return { sender, method: request.method, log: typeof log.info };
    },
  );
  const most = 4 * 1024 * 1024;
  const taken = await receive(call("x".repeat(most)), route);
  expect(await taken.json()).toEqual({
    ...{ sender: { id: `agent-${most}`, org_id: "org-one" }, method: "POST", log: "function" },
  });
  expect([taken.headers.get("ratelimit-limit"), taken.headers.get("ratelimit-remaining")]).toEqual(["60000", "59999"]);
  const refused = await receive(call("x".repeat(most + 1)), route);
  expect([refused.status, refused.headers.get("ratelimit-limit")]).toEqual([413, null]);
  expect(lengths).toEqual([most]);
});
