import { expect, test } from "vitest";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { deliver } from "../../support/deliveries";
import { changed, DOCUMENTED } from "../../support/documented-retell";
import { makeOrganization } from "../../support/organization";

const bridged = changed(
  "transfer_bridged",
  {},
  { transfer_destination: { type: "predefined", number: "+13125550199" } },
);
// Retell names the destination in the call itself where it ended because of `call_transfer` only.
const over = { disconnection_reason: "transfer_bridged", transfer_destination: null };
const ended = changed("call_ended", over);
const analyzed = changed("call_analyzed", { ...over, call_analysis: DOCUMENTED.call.call_analysis });

test.each([
  ["in the order they were sent", [bridged, ended, analyzed]],
  ["the transfer last", [analyzed, ended, bridged]],
])("a call that was handed over keeps to whom, its end arriving %s", async (_, bodies) => {
  const { id } = await makeOrganization();
  const agent = await makeAgent(id, "retell");
  for (const body of bodies) expect((await deliver(agent, JSON.stringify(body))).status).toBe(200);
  const calls = await database()`
    select status, disconnection_reason, transfer_destination from public.calls where org_id = ${id}`;
  expect(calls).toEqual([
    { status: "ended", disconnection_reason: "transfer_bridged", transfer_destination: "+13125550199" },
  ]);
});
