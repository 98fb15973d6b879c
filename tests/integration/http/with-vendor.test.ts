import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { withVendor } from "@/lib/http/with-vendor";
import { trailOf } from "@/lib/log/trail";

const call = () =>
  new Request("http://localhost/webhooks/agent/agent_0123456789abcdef", { method: "POST", body: "{}" });
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
