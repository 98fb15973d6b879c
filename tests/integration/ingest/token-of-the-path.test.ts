import { expect, test } from "vitest";
import { POST } from "@/app/webhooks/agent/[token]/route";
import { makeAgent } from "../../support/agent";
import { bodiesOfCall } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

test("an agent is known by the end of its address's path: not by what a query says, nor by part of a path", async () => {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  const sentTo = async (path: string) => {
    const [body = ""] = bodiesOfCall(agent).bodies;
    const headers = agent.headersFor(body);
    return (await callRoute(POST, { method: "POST", path, params: {}, headers, body })).status;
  };
  expect(await sentTo(agent.path)).toBe(200);
  expect(await sentTo(`${agent.path}?workspace=1`)).toBe(200);
  for (const path of [
    `/webhooks/agent/x?y=/${agent.token}`,
    `/webhooks/agent/x?${agent.path}`,
    `${agent.path}/more`,
    `${agent.path}0`,
    `/webhooks/agent/x${agent.token}`,
  ])
    expect(await sentTo(path), path).toBe(401);
});
