import { createServer } from "node:net";

/** Hosts on which a port must be free: macOS lets a loopback bind succeed while somebody else holds the wildcard. */
const HOSTS = ["::", "0.0.0.0", "127.0.0.1", "::1"];

/**
 * The first port from `preferred` upwards that nobody listens on; a wide step keeps parallel runs from racing for
 * neighbours. `preferred` 0 asks the system for any free one.
 */
export async function findFreePort(preferred: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  if (preferred === 0) return listenOnce(0, "127.0.0.1").then((port) => port ?? findFreePort(0, taken));
  for (let port = preferred; port < preferred + 200; port++) {
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Error(`No free port between ${preferred} and ${preferred + 200}`);
}

async function isFree(port: number): Promise<boolean> {
  for (const host of HOSTS) {
    if ((await listenOnce(port, host)) === null) return false;
  }
  return true;
}

/** The port listened on for a moment, or null when it is taken. A host this machine lacks counts as free. */
function listenOnce(port: number, host: string): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EADDRINUSE" ? null : port));
    server.listen({ port, host, exclusive: true, ipv6Only: host === "::" }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
