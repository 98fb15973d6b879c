import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { AppError, type ErrorCode, STATUS_OF } from "@/lib/errors";
import { errorResponse } from "@/lib/http/errors";
import { answerToKeep, created, createdOnce, respond } from "@/lib/http/respond";
import type { Log } from "@/lib/log/logger";
import { httpErrors } from "@/lib/metrics/catalogue";
import { setEnvironment } from "../../support/environment";

setEnvironment();

const told: unknown[][] = [];
beforeEach(() => void told.splice(0));
// The log is handed in, as a request's own is.
const log = { error: (...line: unknown[]) => void told.push(line) } as Partial<Log> as Log;

const answerTo = async (thrown: unknown) => {
  const response = errorResponse(thrown, "request-1", log);
  return { status: response.status, headers: response.headers, body: (await response.json()) as { error: object } };
};

const pgError = (code: string) => Object.assign(new Error("detail of the database"), { code });

describe("what was thrown becomes the one error body", () => {
  test.each(Object.entries(STATUS_OF) as [ErrorCode, number][])("%s is answered as %i", async (code, status) => {
    const { status: given, body, headers } = await answerTo(new AppError(code, "Say this.", { reason: "why" }));
    expect(given).toBe(status);
    expect(body).toEqual({
      error: { code, message: "Say this.", details: { reason: "why" }, request_id: "request-1" },
    });
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.has("retry-after")).toBe(false);
    // Only what is our fault is an error of the log.
    expect(told.length).toBe(status >= 500 ? 1 : 0);
  });

  test("an error without details has none in its body", async () => {
    expect((await answerTo(new AppError("conflict", "No."))).body).toEqual({
      error: { code: "conflict", message: "No.", request_id: "request-1" },
    });
  });

  test.each([
    [7, "7"],
    [1.2, "2"],
    [0, "1"],
    ["soon", null],
  ])("retry after %j is said as %j in the header", async (retry_after_seconds, header) => {
    const { headers } = await answerTo(new AppError("rate_limited", "Wait.", { retry_after_seconds }));
    expect(headers.get("retry-after")).toBe(header);
  });

  test.each([
    ["57P01", "unavailable", "2"],
    ["57P02", "unavailable", "2"],
    ["57P03", "unavailable", "2"],
    ["53300", "unavailable", "2"],
    ["CONNECTION_CLOSED", "unavailable", "2"],
    ["CONNECTION_ENDED", "unavailable", "2"],
    ["CONNECTION_DESTROYED", "unavailable", "2"],
    ["CONNECT_TIMEOUT", "unavailable", "2"],
    ["ECONNREFUSED", "unavailable", "2"],
    ["ECONNRESET", "unavailable", "2"],
    ["57014", "unavailable", null],
    ["25006", "forbidden", null],
    ["23505", "conflict", null],
    ["42P01", "internal", null],
  ])("the database's %s is %s, without its own words", async (sqlstate, code, retryAfter) => {
    const { body, headers } = await answerTo(pgError(sqlstate));
    expect(body.error).toMatchObject({ code });
    expect(headers.get("retry-after")).toBe(retryAfter);
    expect(JSON.stringify(body)).not.toContain("detail of the database");
  });

  test.each([[new Error("secret words")], ["secret words"], [{ code: "23505" }], [undefined]])(
    "%j is ours to mend: a generic sentence, and the log has it whole",
    async (thrown) => {
      const { status, body } = await answerTo(thrown);
      expect(status).toBe(500);
      expect(body).toEqual({
        error: {
          code: "internal",
          message: "Something went wrong on our side. Try again in a moment.",
          request_id: "request-1",
        },
      });
      expect(told).toEqual([[{ error: thrown, code: "internal" }, "request failed"]]);
    },
  );

  test("a shape that does not fit is told by field, the first complaint of each", async () => {
    const Body = z.strictObject({ name: z.string().min(3, "longer").max(1, "shorter"), list: z.array(z.number()) });
    const { error } = Body.safeParse({ name: "ab", list: [1, "x"], more: 1 });
    const { status, body } = await answerTo(error);
    expect(status).toBe(422);
    expect(body.error).toMatchObject({
      message: "Check name, list.1, body.",
      details: { fields: { name: "longer", "list.1": expect.any(String), body: expect.any(String) } },
    });
  });

  test("each is counted by its code", async () => {
    const before = httpErrors.line(["too_large"]).value;
    await answerTo(new AppError("too_large", "Less."));
    expect(httpErrors.line(["too_large"]).value).toBe(before + 1);
  });
});

describe("an answer", () => {
  const ask = (
    work: Parameters<typeof respond>[2],
    headers: Record<string, string> = { "x-request-id": "request-7" },
  ) => respond(new Request("http://localhost:3000/api/x", { headers }), "public", work);

  test("is JSON of what the work gave, 204 of nothing, and a Response as it is", async () => {
    const json = await ask(async () => ({ a: 1 }));
    expect([json.status, await json.json()]).toEqual([200, { a: 1 }]);
    expect((await ask(async () => undefined)).status).toBe(204);
    expect((await ask(async () => new Response("x", { status: 202 }))).status).toBe(202);
    expect((await ask(async () => created({ id: 1 }))).status).toBe(201);
  });

  test("is kept by nobody, names its request, and carries what the work put into its headers", async () => {
    const answer = await ask(async (_id, _log, headers) => {
      headers.set("ratelimit-limit", "5");
      return {};
    });
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("x-request-id")).toBe("request-7");
    expect(answer.headers.get("ratelimit-limit")).toBe("5");
    const own = await ask(async () => new Response("x", { headers: { "cache-control": "public, max-age=60" } }));
    expect(own.headers.get("cache-control")).toBe("public, max-age=60");
  });

  test("to a request without a well-formed id names a new one", async () => {
    for (const given of ["short", "with space", "x".repeat(81), 'x"y12345']) {
      const answer = await ask(async () => ({}), { "x-request-id": given });
      expect(answer.headers.get("x-request-id"), given).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    }
    const hosted = await ask(async () => ({}), { "x-vercel-id": "fra1--abcdefgh" });
    expect(hosted.headers.get("x-request-id")).toBe("fra1--abcdefgh");
    const both = await ask(async () => ({}), { "x-request-id": "request-8", "x-vercel-id": "fra1--abcdefgh" });
    expect(both.headers.get("x-request-id")).toBe("request-8");
  });

  test("to what was thrown is the error body, with the headers all the same", async () => {
    const answer = await ask(async (_id, _log, headers) => {
      headers.set("ratelimit-limit", "5");
      throw new AppError("not_found", "There is nothing here.");
    });
    expect([answer.status, answer.headers.get("ratelimit-limit")]).toEqual([404, "5"]);
    expect(await answer.json()).toMatchObject({ error: { request_id: "request-7" } });
  });

  test("with a secret in it is kept without; every other as it was", async () => {
    const once = createdOnce({ token: "secret" }, { token: null });
    expect([once.status, await once.clone().json()]).toEqual([201, { token: "secret" }]);
    expect(await answerToKeep(once)).toEqual({ token: null });
    const plain = created({ id: 1 });
    expect(await answerToKeep(plain)).toEqual({ id: 1 });
    expect(await plain.json()).toEqual({ id: 1 });
    expect(await answerToKeep(new Response(null, { status: 204 }))).toBeNull();
  });
});
