import { expect, test, vi } from "vitest";

/** The module as another bundle of the same process has it. */
async function bundle() {
  vi.resetModules();
  return import("@/lib/log/trail");
}

test("work that waits keeps its own ids beside other work", async () => {
  const { addToTrail, onTrail, trailOf } = await bundle();
  const [first, second] = await Promise.all(
    ["request-one", "request-two"].map((request_id) =>
      onTrail({ request_id }, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        addToTrail({ org_id: `of ${request_id}` });
        return trailOf();
      }),
    ),
  );
  expect(first).toEqual({ request_id: "request-one", org_id: "of request-one" });
  expect(second).toEqual({ request_id: "request-two", org_id: "of request-two" });
  expect(trailOf()).toEqual({});
});

test("an error keeps the ids of the work it left, for whoever reports it later and from another bundle", async () => {
  const page = await bundle();
  const instrumentation = await bundle();
  expect(instrumentation.onTrail).not.toBe(page.onTrail);
  const error = await page
    .onTrail({ request_id: "request-one" }, async () => {
      page.addToTrail({ org_id: "org-one" });
      throw new Error("fails");
    })
    .catch((thrown: unknown) => thrown);
  expect(instrumentation.trailOf(error)).toEqual({ request_id: "request-one", org_id: "org-one" });
  expect(instrumentation.trailOf(new Error("another"))).toEqual({});
});

test("a page's work is known to a bundle that it calls while it runs, as the log's is", async () => {
  const page = await bundle();
  const log = await bundle();
  const seen = await page.onTrail({ request_id: "request-one" }, async () => {
    log.addToTrail({ org_id: "org-one" });
    return [page.trailOf(), log.trailOf()];
  });
  const both = { request_id: "request-one", org_id: "org-one" };
  expect(seen).toEqual([both, both]);
});

test("control: bundles that share no trail are told apart, and know nothing of each other's work", async () => {
  const page = await bundle();
  Reflect.deleteProperty(globalThis, "foyerTrails");
  const stranger = await bundle();
  const error = await page
    .onTrail({ request_id: "request-one" }, async () => {
      expect(stranger.trailOf()).toEqual({});
      throw new Error("fails");
    })
    .catch((thrown: unknown) => thrown);
  expect(page.trailOf(error)).toEqual({ request_id: "request-one" });
  expect(stranger.trailOf(error)).toEqual({});
});
