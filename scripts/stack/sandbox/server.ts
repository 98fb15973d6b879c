import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";

export type SandboxOptions = {
  /** Port on 127.0.0.1; 0 takes a free one. */
  port: number;
  /** Folder of the sandbox's own state and rendered recordings; made when missing. */
  dataDir: string;
  /** Prints nothing. */
  quiet?: boolean;
};

export type Sandbox = {
  /** Origin without a trailing slash. Retell lives under `/retell`, Vapi under `/vapi`, the control page at `/`. */
  url: string;
  stop(): Promise<void>;
};

/** Starts the vendor sandbox: stateful stand-ins of the vendors, their webhooks, and a page that controls them. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  await mkdir(options.dataDir, { recursive: true });
  const app = new Hono();
  app.get("/health", (c) => c.json({ status: "ok" }));

  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(options.port, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (!options.quiet) console.log(`Vendor sandbox on ${url}`);

  return {
    url,
    async stop() {
      const closed = once(server, "close");
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
    },
  };
}
