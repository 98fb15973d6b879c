import { afterAll, beforeAll, expect, test } from "vitest";
import { askAuthServer } from "@/lib/auth/ask-auth-server";
import { type HttpService, serveHttp } from "../../../scripts/stack/process/serve-http";

let server: HttpService;
beforeAll(async () => {
  server = await serveHttp(0, async (request) =>
    Response.json({ asked: request.method }, { status: Number(request.headers.get("x-answer")) }),
  );
});
afterAll(() => server.stop());

const asked = async (method: string, path: string, answer: number) => {
  const { status } = await askAuthServer(`${server.url}/auth/v1${path}`, {
    method,
    headers: { "x-answer": `${answer}` },
  });
  return status;
};

test.each([
  ["GET", "/user"],
  ["GET", "/.well-known/jwks.json"],
  ["POST", "/token?grant_type=refresh_token"],
])("what is not heard of a session is trouble, not a refusal: %s %s", async (method, path) => {
  expect([await asked(method, path, 429), await asked(method, path, 408)]).toEqual([503, 503]);
  // The control: everything else that is said of it is said as it was.
  for (const answer of [200, 400, 401, 403, 404, 500]) expect(await asked(method, path, answer)).toBe(answer);
});

test.each([
  ["PUT", "/user"],
  ["POST", "/token?grant_type=password"],
  ["POST", "/otp"],
  ["POST", "/factors/7/verify"],
  ["POST", "/user/identities"],
])("the limits of other questions are told to whoever meets them: %s %s", async (method, path) => {
  expect([await asked(method, path, 429), await asked(method, path, 408)]).toEqual([429, 408]);
});

test("an address may come as a URL or within a request", async () => {
  const address = `${server.url}/auth/v1/user`;
  const headers = { "x-answer": "429" };
  for (const input of [new URL(address), new Request(address)])
    expect((await askAuthServer(input, { headers })).status).toBe(503);
});
