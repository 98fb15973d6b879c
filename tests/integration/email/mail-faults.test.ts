import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { logger } from "@/lib/log/logger";
import { tellOfStandingJob } from "@/lib/ops/jobs/tell-of-standing";
import { mailsTo } from "../../support/mailbox";
import { makeOrganization } from "../../support/organization";

/**
 * Promise S10 for mail, the one thing that is sent so far: a mail service that fails in every way there is, before and after it
 * has taken a mail, and a job that is tried again until it passes.
 */
type Fault = (response: ServerResponse, taken: () => Promise<unknown>) => unknown;

const json = (response: ServerResponse, status: number, body: object, headers = {}) =>
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
const failure = (name: string) => ({ name, message: "not now", statusCode: 500 });

const BEFORE: Record<string, Fault> = {
  "a cut connection": (response) => response.destroy(),
  "429, with when to come again": (response) =>
    json(response, 429, { ...failure("rate_limit_exceeded"), statusCode: 429 }, { "retry-after": "1" }),
  "500": (response) => json(response, 500, failure("internal_server_error")),
};

const AFTER: Record<string, Fault> = {
  "500 after the mail was taken": (response, taken) =>
    taken().then(() => json(response, 500, failure("internal_server_error"))),
  "an answer cut off in its middle": (response, taken) =>
    taken().then(() => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "80" });
      response.write('{"id":', () => response.destroy());
    }),
  "200 and a page in place of the answer": (response, taken) =>
    taken().then(() => response.writeHead(200, { "content-type": "text/html" }).end("<h1>It works</h1>")),
  "no answer in time": (_response, taken) => taken(),
};

let server: Server;
let mailbox: string;
let fault: Fault | undefined;
let forgetsKeys = false;

beforeAll(async () => {
  mailbox = env().RESEND_BASE_URL ?? "";
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  Object.assign(env(), { RESEND_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
beforeEach(() => {
  fault = undefined;
  forgetsKeys = false;
});
afterAll(() => {
  Object.assign(env(), { RESEND_BASE_URL: mailbox });
  server.closeAllConnections();
  server.close();
});

/** Passes everything on to the mailbox, but for one fault with the next mail. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = { ...request.headers } as Record<string, string>;
  for (const name of ["host", "connection", "content-length", "transfer-encoding"]) delete headers[name];
  if (forgetsKeys) delete headers["idempotency-key"];
  const { method = "GET", url } = request;
  const pass = () =>
    fetch(`${mailbox}${url}`, { method, headers, ...(method === "POST" && { body: Buffer.concat(chunks) }) });
  const failing = method === "POST" ? fault : undefined;
  if (failing) {
    fault = undefined;
    return void (await failing(response, pass));
  }
  const passed = await pass();
  response.writeHead(passed.status, { "content-type": "application/json" }).end(await passed.text());
}

/** Runs a job as its queue does: again after each failure, at most as often as it says. @returns how often it ran */
async function untilItPasses(orgId: string): Promise<number> {
  const data = { org_id: orgId, standing: "suspended", at: new Date().toISOString() };
  for (let attempt = 1; attempt <= tellOfStandingJob.retryLimit + 1; attempt++) {
    const run = { jobId: `faults-${orgId}`, attempt, deadline: Date.now() + 60_000, log: logger() };
    const passed = await tellOfStandingJob.execute(data, run).then(
      () => true,
      () => false,
    );
    if (passed) return attempt;
  }
  throw new Error("the job never passed");
}

async function mailsAfter(failing: Fault): Promise<{ mails: number; attempts: number }> {
  const org = await makeOrganization();
  fault = failing;
  const attempts = await untilItPasses(org.id);
  return { mails: (await mailsTo(org.admin.email)).length, attempts };
}

describe("a mail is sent once and not lost", () => {
  test.each(Object.entries({ ...BEFORE, ...AFTER }))("when its service answers with %s", async (_name, failing) => {
    expect(await mailsAfter(failing)).toEqual({ mails: 1, attempts: 2 });
  });

  test("control: a retry without its idempotency key mails twice whatever was taken before it failed", async () => {
    for (const failing of Object.values(AFTER)) {
      forgetsKeys = true;
      expect(await mailsAfter(failing)).toEqual({ mails: 2, attempts: 2 });
    }
  });
});
