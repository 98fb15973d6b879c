import { describe, expect, test } from "vitest";
import { measured, patternOf } from "@/lib/http/measured";
import { httpDuration, httpRequests } from "@/lib/metrics/catalogue";
import { gauges } from "@/lib/metrics/instance";

describe("the route pattern under which a request is counted", () => {
  test("names the parameters instead of their values", () => {
    expect(patternOf("/api/v1/orgs/lakeside/calls/0190-a", { org: "lakeside", id: "0190-a" })).toBe(
      "/api/v1/orgs/[org]/calls/[id]",
    );
    expect(patternOf("/api/health")).toBe("/api/health");
  });

  test("reads values as they were before they were escaped", () => {
    expect(patternOf("/a/caf%C3%A9", { name: "café" })).toBe("/a/[name]");
  });

  test("folds a catch-all into one name", () => {
    expect(patternOf("/files/a/b/c", { path: ["a", "b", "c"] })).toBe("/files/[...path]");
  });

  test("is unknown where a value could stand in two places, or in none, so that it is not learnt wrongly", () => {
    expect(patternOf("/a/%E0%A4%A", { name: "other" })).toBeUndefined();
    expect(patternOf("/api/v1/orgs/calls/calls", { org: "calls" })).toBeUndefined();
  });
});

describe("a route", () => {
  /** One that nobody else asks, and what is known of it. */
  function route(answer: (id: string) => Response) {
    const name = `things-${crypto.randomUUID()}`;
    const during: number[] = [];
    const handler = measured(async (_, { params }) => {
      during.push(gauges.requests_in_flight);
      return answer(String((await params).id));
    });
    const ask = (id: string, method = "GET", path = `/api/${name}/${id}`) =>
      handler(new Request(`http://localhost${path}`, { method }), { params: Promise.resolve({ id }) });
    const pattern = `/api/${name}/[id]`;
    const count = (status: number, method = "GET") => httpRequests.line([pattern, method, String(status)]).value;
    return { name, ask, during, count, duration: (method = "GET") => httpDuration.line([pattern, method]) };
  }

  test("is counted by method and status, and timed, whoever is asked for", async () => {
    const { ask, count, duration } = route((id) => new Response(null, { status: id === "none" ? 404 : 204 }));
    const began = performance.now();
    for (const id of ["one", "two", "none", "three"]) await ask(id);
    await ask("one", "DELETE");
    await expect.poll(() => count(204, "DELETE")).toBe(1);
    const took = (performance.now() - began) * 1_000;
    expect([count(204), count(404)]).toEqual([3, 1]);
    expect([duration().count, duration("DELETE").count]).toEqual([4, 1]);
    expect(duration().sumUs).toBeLessThanOrEqual(took);
  });

  test("is under way while it works, and counted as our fault when it throws", async () => {
    const before = gauges.requests_in_flight;
    const { ask, during, count } = route((id) => {
      if (id === "broken") throw new RangeError("broken");
      return new Response();
    });
    await ask("one");
    await expect(ask("broken")).rejects.toThrow("broken");
    expect([...during, gauges.requests_in_flight]).toEqual([before + 1, before + 1, before]);
    await expect.poll(() => count(500)).toBe(1);
    expect(count(200)).toBe(1);
  });

  test("whose name a value bears is not learnt by that value, and is by the next", async () => {
    const { name, ask, count } = route(() => new Response());
    const ambiguous = () => httpRequests.line(["(ambiguous)", "GET", "200"]).value;
    const before = ambiguous();
    await ask(name, "GET", `/api/${name}/${name}`);
    await expect.poll(ambiguous).toBe(before + 1);
    await ask("one");
    await expect.poll(() => count(200)).toBe(1);
    await ask(name, "GET", `/api/${name}/${name}`);
    expect([count(200), ambiguous()]).toEqual([2, before + 1]);
  });
});
