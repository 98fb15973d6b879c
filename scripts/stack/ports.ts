import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";

/** Ports tried first; a parallel stack takes the next free ones. */
const PREFERRED = {
  app: 3000,
  auth: 54321,
  database: 54322,
  mailbox: 54324,
  upstash: 54325,
  sandbox: 54326,
  redis: 56379,
};

export type PortName = keyof typeof PREFERRED;

/**
 * The port to try first for a part: the one it had last time (addresses of recordings and the like are kept in the
 * data), else the usual one. Our application always tries its usual one.
 */
export function preferredPort(file: string, name: PortName): number {
  if (name === "app") return PREFERRED.app;
  try {
    const known = JSON.parse(readFileSync(file, "utf8")) as Partial<Record<PortName, number>>;
    return known[name] ?? PREFERRED[name];
  } catch {
    return PREFERRED[name];
  }
}

/** Remembers the ports of this boot. */
export async function rememberPorts(file: string, urls: Partial<Record<PortName, string>>): Promise<void> {
  const ports = Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, Number(new URL(url).port)]));
  await writeFile(file, `${JSON.stringify(ports, null, 2)}\n`);
}
