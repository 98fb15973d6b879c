import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { withCron } from "@/lib/http/with-cron";
import { withMonitor } from "@/lib/http/with-monitor";
import { setEnvironment } from "../../support/environment";

const CRON_SECRET = "cron-secret-0123456789abcdef0123456789abcdef";
const MONITOR_KEY = "monitor-key-0123456789abcdef0123456789abcdef";
setEnvironment({ CRON_SECRET, MONITOR_KEY });

const worked = vi.fn(async () => ({}));
const doors = {
  scheduler: { handler: withCron(worked), secret: CRON_SECRET, complaint: "This address is for the scheduler." },
  monitors: {
    handler: withMonitor({ query: z.object({ n: z.coerce.number().default(1) }) }, worked),
    secret: MONITOR_KEY,
    complaint: "This needs the key of the monitors.",
  },
};

describe.each(["scheduler", "monitors"] as const)("the door of the %s", (name) => {
  const ask = async (authorization?: string, query = "") => {
    const { handler } = doors[name];
    const headers = authorization === undefined ? undefined : { authorization };
    const answer = await handler(new Request(`http://localhost:3000/api/x${query}`, { headers }), {
      params: Promise.resolve({}),
    });
    return { status: answer.status, body: await answer.json() };
  };

  test("opens for its whole secret alone", async () => {
    worked.mockClear();
    const { secret, complaint } = doors[name];
    const other = name === "scheduler" ? MONITOR_KEY : CRON_SECRET;
    for (const wrong of [
      undefined,
      "",
      "Bearer",
      "Bearer ",
      secret,
      `Bearer ${secret.slice(0, -1)}`,
      `Bearer ${secret}x`,
      `bearer ${secret}`,
      `Basic ${secret}`,
      `Bearer ${other}`,
    ]) {
      const { status, body } = await ask(wrong);
      expect([status, body.error.message], wrong).toEqual([401, complaint]);
    }
    expect(worked).not.toHaveBeenCalled();
    expect((await ask(`Bearer ${secret}`)).status).toBe(200);
    expect(worked).toHaveBeenCalledTimes(1);
  });
});

test("what a monitor asks is parsed after it has shown its key, never before", async () => {
  const { handler, secret } = doors.monitors;
  const ask = (authorization: string) =>
    handler(new Request("http://localhost:3000/api/x?n=soon", { headers: { authorization } }), {
      params: Promise.resolve({}),
    });
  expect((await ask("Bearer wrong")).status).toBe(401);
  expect((await ask(`Bearer ${secret}`)).status).toBe(422);
});
