import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { headers: IncomingHttpHeaders; body: string; json: Record<string, unknown> };

export type Receiver = {
  url: string;
  received: Received[];
  /** Decides status and body of each answer; 204 when left alone. */
  answer: (request: Received) => { status: number; body?: unknown };
  close(): Promise<void>;
};

/** A customer's webhook endpoint that remembers what it got. */
export async function startReceiver(): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const received = { headers: request.headers, body, json: JSON.parse(body) };
    receiver.received.push(received);
    const { status, body: answer } = receiver.answer(received);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(answer === undefined ? undefined : JSON.stringify(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    received: [],
    answer: () => ({ status: 204 }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}
