import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to the answer of a mail; `null` is a service in good order. */
export type Fault =
  | "dropped"
  | "cut"
  | "garbage"
  | "silent"
  | "drip"
  | "trouble"
  | "unreached"
  | "refused"
  | "limited"
  | "busy";

export type FaultyMail = {
  url: string;
  /** Faults of the next mails, in order; afterwards all is well. */
  next(...faults: Fault[]): void;
  /** Without it (the control) no idempotency key gets through. */
  passKeys: boolean;
  /** The idempotency keys of the mails so far. */
  keys: string[];
  /** Resolves when the connection of the last faulty answer is gone. */
  ended(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * A mail service in front of another one, real in all but its faults: but for the last four the mail is taken first, and
 * then its answer is lost in one way or another.
 * @param behind origin of the service that keeps the mails
 */
export async function serveFaultyMail(behind: string): Promise<FaultyMail> {
  const faults: Fault[] = [];
  let ended = Promise.resolve();
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const isMail = request.method === "POST" && request.url === "/emails";
    const headers = new Headers();
    for (const name of ["authorization", "content-type", "idempotency-key"]) {
      const value = request.headers[name];
      if (typeof value === "string" && (service.passKeys || name !== "idempotency-key")) headers.set(name, value);
    }
    if (isMail) service.keys.push(String(request.headers["idempotency-key"]));
    const fault = isMail ? faults.shift() : undefined;
    if (fault === "unreached") return void response.destroy();
    if (fault === "refused") return json(response, 500, problem("internal_server_error", 500));
    if (fault === "limited") return json(response, 429, problem("rate_limit_exceeded", 429));
    if (fault === "busy") return json(response, 409, problem("concurrent_idempotent_requests", 409));
    const given = await fetch(behind + request.url, {
      method: request.method ?? "GET",
      headers,
      ...(body.length > 0 && { body }),
    });
    const answer = Buffer.from(await given.arrayBuffer());
    if (fault) {
      ended = new Promise((resolve) => void response.on("close", resolve));
      spoil(fault, answer, response);
    } else response.writeHead(given.status, { "content-type": "application/json" }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const service: FaultyMail = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: (...next) => void faults.push(...next),
    passKeys: true,
    keys: [],
    ended: () => ended,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return service;
}

function spoil(fault: Fault, answer: Buffer, response: ServerResponse): void {
  if (fault === "dropped") response.destroy();
  if (fault === "garbage") response.end("<html>OK</html>");
  if (fault === "trouble") json(response, 500, problem("internal_server_error", 500));
  if (fault === "cut") {
    response.writeHead(200, { "content-length": answer.length });
    response.write(answer.subarray(0, 10), () => response.destroy());
  }
  if (fault === "drip") {
    response.writeHead(200, { "content-type": "application/json" });
    const dripping = setInterval(() => response.write(" "), 5);
    response.on("close", () => clearInterval(dripping));
  }
}

const problem = (name: string, statusCode: number) => ({ name, statusCode, message: "not now" });

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}
