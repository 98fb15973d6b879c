import { createAdaptorServer } from "@hono/node-server";
import { findFreePort } from "./find-free-port";

export type HttpService = { url: string; stop(): Promise<void> };

type Fetch = (request: Request, env: unknown) => Response | Promise<Response>;

/** Serves a fetch handler on 127.0.0.1, on `preferred` or the next free port. */
export async function serveHttp(preferred: number, fetch: Fetch): Promise<HttpService> {
  for (let from = preferred; ; ) {
    const port = await findFreePort(from);
    const server = createAdaptorServer({ fetch });
    const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once("error", resolve);
      server.listen(port, "127.0.0.1", () => resolve(null));
    });
    if (error?.code === "EADDRINUSE") {
      // Somebody took it between the look and the listen.
      from = preferred === 0 ? 0 : port + 1;
      continue;
    }
    if (error) throw error;
    return {
      url: `http://127.0.0.1:${port}`,
      stop: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          if ("closeAllConnections" in server) server.closeAllConnections();
        }),
    };
  }
}
