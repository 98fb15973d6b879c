import { describe, expect, it, onTestFinished } from "vitest";
import { makeAgent, type TestAgent } from "../../support/agent";
import { bodiesOfCall } from "../../support/deliveries";
import { makeOrganization } from "../../support/organization";
import { openSeverableRoad } from "../../support/severable-road";
import { startProduct } from "./start-product";

/** The product behind a road to the database whose open connections a test may silence, as a lost route or a long sleep does. */
async function openShop() {
  const database = new URL(process.env.DATABASE_URL ?? "");
  const road = await openSeverableRoad(database.href);
  onTestFinished(() => road.stop());
  database.host = new URL(road.url).host;
  const product = await startProduct(database.href);
  onTestFinished(() => product.stop());
  const send = (agent: TestAgent, body = "") =>
    fetch(`${product.url}${agent.path}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...agent.headersFor(body) },
    }).then(({ status, headers }) => [status, headers.get("x-delivery-state")]);
  const org = await makeOrganization();
  return { road, send, agents: [await makeAgent(org.id, "retell"), await makeAgent(org.id, "retell")] as const };
}

/** A vendor waits ten seconds; whoever is refused after that comes again. */
const WAITED = 40_000;

describe.concurrent("connections to the database that say nothing any more", () => {
  it(
    "are replaced when a delivery's end is not heard: it is refused, comes again and is known",
    async () => {
      const { road, send, agents } = await openShop();
      const [started = "", next = ""] = bodiesOfCall(agents[0]).bodies;
      expect(await send(agents[0], started)).toEqual([200, "applied"]);
      road.silence();
      expect(await send(agents[0], next)).toEqual([503, null]);
      expect(await send(agents[0], next)).toEqual([200, "duplicate"]);
    },
    WAITED,
  );

  it(
    "are replaced when a transaction does not begin: the next one does",
    async () => {
      const { road, send, agents } = await openShop();
      expect((await send(agents[0], bodiesOfCall(agents[0]).bodies[0]))[0]).toBe(200);
      road.silence();
      const [started = ""] = bodiesOfCall(agents[1]).bodies;
      expect(await send(agents[1], started)).toEqual([503, null]);
      expect(await send(agents[1], started)).toEqual([200, "applied"]);
    },
    WAITED,
  );
});
