import { expect, test } from "vitest";
import { withVendor } from "@/lib/http/with-vendor";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

test("what arrives in one turn of the event loop takes each step before any takes the next", async () => {
  const org = await makeOrganization();
  const steps: string[] = [];
  const POST = withVendor(
    async (_, rawBody) => {
      steps.push(`proof of ${rawBody}`);
      return { id: org.id, org_id: org.id };
    },
    async ({ rawBody }) => {
      steps.push(`work on ${rawBody}`);
      return new Response(null);
    },
  );
  // Three timers of one moment: whatever waits for nothing is done between them, as between three sockets.
  const answers = ["a", "b", "c"].map(
    (body) =>
      new Promise<number>((resolve) =>
        setTimeout(
          async () =>
            resolve((await callRoute(POST, { method: "POST", path: "/webhooks/x", params: {}, body })).status),
          5,
        ),
      ),
  );
  expect(await Promise.all(answers)).toEqual([200, 200, 200]);
  expect(steps).toEqual(["proof of a", "proof of b", "proof of c", "work on a", "work on b", "work on c"]);
});
