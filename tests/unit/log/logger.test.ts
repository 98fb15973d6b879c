import { describe, expect, it } from "vitest";
import { type Log, makeLogger } from "@/lib/log/logger";
import { addToTrail, onTrail, trailOf } from "@/lib/log/trail";

const PERSON = ["Jane Roe", "jane.roe@example.com", "+49 151 2345678", "my sister is ill"];

async function linesOf(work: (log: Log) => unknown): Promise<{ text: string; lines: Record<string, unknown>[] }> {
  const written: string[] = [];
  await work(
    makeLogger({ LOG_LEVEL: "debug", FOYER_ENV: "production" }, { write: (line: string) => void written.push(line) }),
  );
  return { text: written.join(""), lines: written.map((line) => JSON.parse(line)) };
}

describe("a line of the log", () => {
  it("says whose work it was, also deep below and after the work has failed", async () => {
    const { lines } = await linesOf(async (log) => {
      const failed = onTrail({ request_id: "request-1" }, async () => {
        addToTrail({ org_id: "org-1", actor_id: "actor-1" });
        await Promise.resolve();
        log.info("inside");
        throw new Error("outside");
      });
      await failed.catch((error: unknown) => log.error({ error }, "after"));
      log.info("nobody's");
    });
    const trail = { request_id: "request-1", org_id: "org-1", actor_id: "actor-1" };
    expect(lines[0]).toMatchObject({ ...trail, msg: "inside", level: "info" });
    expect(lines[1]).toMatchObject({ ...trail, msg: "after", level: "error" });
    expect(lines[2]).not.toHaveProperty("request_id");
  });

  it("never mixes up two works that run at once", async () => {
    const seen = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        onTrail({ request_id: `request-${index}` }, async () => {
          await new Promise((resolve) => setImmediate(resolve));
          addToTrail({ org_id: `org-${index}` });
          await new Promise((resolve) => setImmediate(resolve));
          return trailOf();
        }),
      ),
    );
    for (const [index, trail] of seen.entries())
      expect(trail).toEqual({ request_id: `request-${index}`, org_id: `org-${index}` });
  });

  it("names an id once, the caller's before the trail's", async () => {
    const { text } = await linesOf((log) =>
      onTrail({ org_id: "the request's" }, async () => log.info({ org_id: "the batch's" }, "x")),
    );
    expect(text.match(/"org_id"/g)).toHaveLength(1);
    expect(text).toContain("the batch's");
  });

  it("holds nothing of persons, however carelessly it is written", async () => {
    const row = Object.assign(new Error("duplicate key value violates unique constraint"), {
      code: "23505",
      detail: `Key (email)=(${PERSON[1]}) already exists.`,
      where: PERSON[3],
      cause: new Error(`mail to ${PERSON[1]} refused`),
    });
    const { text, lines } = await linesOf((log) => {
      log.info(
        { email: PERSON[1], to_number: PERSON[2], caller: { full_name: PERSON[0], phone: PERSON[2] } },
        "a call",
      );
      log.info(
        { body: PERSON[3], transcript: [PERSON[3]], payload: { text: PERSON[3] }, authorization: PERSON[0] },
        "a webhook",
      );
      log.warn({ hint: `ask ${PERSON[1]} or ${PERSON[2]}` }, `mail to ${PERSON[1]} at ${PERSON[2]} failed`);
      log.error({ error: row }, "refused");
      log.error({ error: `thrown ${PERSON[1]}` }, "no error at all");
    });
    for (const secret of PERSON) expect(text).not.toContain(secret);
    expect(lines).toHaveLength(5);
    expect(lines[3]).toMatchObject({
      error: { type: "Error", code: "23505", cause: { message: "mail to [email] refused" } },
    });
  });

  it("shows the name of a domain, which somebody has to attach by hand", async () => {
    const { lines } = await linesOf((log) => log.warn({ hostname: "calls.lakeside.example" }, "attach it"));
    expect(lines).toMatchObject([{ hostname: "calls.lakeside.example", msg: "attach it" }]);
  });

  it("would show all of it without the net, which this test then sees", () => {
    const careless = JSON.stringify({ email: PERSON[1], phone: PERSON[2], full_name: PERSON[0], body: PERSON[3] });
    for (const secret of PERSON) expect(careless).toContain(secret);
  });
});
