import { expect, test } from "vitest";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { makeOrganization } from "../../support/organization";

test("a delivery whose call somebody holds is kept as failed within seconds; those of other calls in its batch are applied", async () => {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  const [started = "", next = ""] = bodiesOfCall(agent).bodies;
  expect((await deliver(agent, started)).status).toBe(200);
  const [other = ""] = bodiesOfCall(agent).bodies;
  await database().begin(async (tx) => {
    await tx`select id from public.calls where org_id = ${org.id} for update`;
    const answers = await Promise.all([deliver(agent, next), deliver(agent, other)]);
    expect(answers.map(({ status, headers }) => [status, headers.get("x-delivery-state")])).toEqual([
      [200, "failed"],
      [200, "applied"],
    ]);
  });
});
