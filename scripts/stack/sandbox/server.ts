import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { accountsApi } from "./accounts/api";
import { createSwitchboard } from "./calls/switchboard";
import { createTraffic } from "./calls/traffic";
import { controlApi } from "./control/api";
import { servePage } from "./control/serve-page";
import { createOutbox } from "./delivery/outbox";
import { recordingsApi } from "./recordings/api";
import { createRecordings } from "./recordings/recordings";
import { retellApi } from "./retell/api";
import { type Parts, recordingsUrl } from "./sandbox";
import { openStore } from "./state/store";
import { vapiApi } from "./vapi/api";
import { serveListening } from "./vapi/listen";
import { vapiLiveApi } from "./vapi/live-api";

export type SandboxOptions = {
  /** Port on 127.0.0.1; 0 takes a free one. */
  port: number;
  /** Folder of the sandbox's own state and rendered recordings; made when missing. */
  dataDir: string;
  /** Prints nothing. */
  quiet?: boolean;
};

export type Sandbox = {
  /** Origin without a trailing slash. Retell lives under `/retell`, Vapi under `/vapi`, the others under their names, the control page at `/`. */
  url: string;
  stop(): Promise<void>;
};

/** Starts the vendor sandbox: stateful stand-ins of the vendors, their webhooks, and a page that controls them. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  await mkdir(options.dataDir, { recursive: true });
  let url = "";
  const store = await openStore(options.dataDir);
  const outbox = createOutbox();
  const recordings = createRecordings(join(options.dataDir, "recordings"));
  const switchboard = createSwitchboard({
    ...{ store, outbox, recordings },
    recordingsUrl: () => recordingsUrl({ origin: () => url }),
  });
  const traffic = createTraffic(store, switchboard);
  const parts: Parts = { store, outbox, switchboard, traffic, recordings, origin: () => url };

  const app = new Hono();
  app.get("/health", (c) => c.json({ status: "ok" }));
  app.route("/", servePage());
  app.route("/control", controlApi(parts));
  app.route("/recordings", recordingsApi(parts));
  app.route("/retell", retellApi(parts));
  app.route("/vapi", vapiApi(parts));
  app.route("/vapi-live", vapiLiveApi(parts));
  app.route("/", accountsApi(parts));

  const server = createAdaptorServer({ fetch: app.fetch });
  const listening = serveListening(server as Server, parts);
  server.listen(options.port, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  switchboard.resume();
  traffic.restart();
  if (!options.quiet) console.log(`Vendor sandbox on ${url}`);

  return {
    url,
    async stop() {
      traffic.close();
      switchboard.close();
      outbox.close();
      listening.close();
      const closed = once(server, "close");
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await Promise.all([closed, recordings.close(), store.close()]);
    },
  };
}
