import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** How a Redis over REST can be away. */
export const FAULTS = ["refused", "hanging", "failing", "over quota", "slow", "garbage", "cut off"] as const;
export type Fault = (typeof FAULTS)[number];

export type FaultyRedis = {
  url: string;
  /** Requests that came, well or ill. */
  asked: () => number;
  fail(fault: Fault): Promise<void>;
  mend(): Promise<void>;
  stop(): Promise<void>;
};

const SLOW_MS = 200;

/** The real Redis of the stack behind an address that can be told to fail. */
export async function openFaultyRedis(target: string): Promise<FaultyRedis> {
  const sockets = new Set<Socket>();
  let fault: Fault | undefined;
  let asked = 0;
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    asked += 1;
    if (fault === "hanging") return;
    if (fault === "cut off") return void request.socket.destroy();
    if (fault === "failing") return answer(response, 500, '{"error":"internal server error"}');
    if (fault === "garbage") return answer(response, 200, "<html>maintenance</html>");
    if (fault === "over quota")
      return answer(response, 429, '{"error":"ERR max daily request limit exceeded. Limit: 10000, Usage: 10000."}');
    const isSlow = fault === "slow";
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (isSlow) await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    const passed = await fetch(new URL(request.url ?? "/", target), {
      method: request.method ?? "GET",
      headers: {
        authorization: request.headers.authorization ?? "",
        "content-type": "application/json",
        ...encoding(request.headers),
      },
      body: Buffer.concat(chunks),
    });
    answer(response, passed.status, await passed.text());
  };
  // Whoever asked may have gone away meanwhile.
  const server = createServer((request, response) => void pass(request, response).catch(() => response.destroy()));
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => void server.listen(port, "127.0.0.1", () => resolve()));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked: () => asked,
    async fail(next) {
      fault = next;
      if (next === "refused") await close();
    },
    async mend() {
      const was = fault;
      fault = undefined;
      for (const socket of sockets) socket.destroy();
      if (was === "refused") await listen(port);
    },
    stop: () => (server.listening ? close() : Promise.resolve()),
  };
}

function encoding(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const wanted = headers["upstash-encoding"];
  return typeof wanted === "string" ? { "upstash-encoding": wanted } : {};
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/json" }).end(body);
}
