import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

export type ServedProduct = {
  url: string;
  /** How the process ended by itself; undefined while it lives. */
  ending(): string | undefined;
  /** What it wrote to its error output, e.g. a rejection nobody handled. */
  complaints(): readonly string[];
  stop(): Promise<void>;
};

/** Serves the product's handlers on a database, in a process that ends on the first unhandled rejection, as Node does. */
export async function startProduct(databaseUrl: string): Promise<ServedProduct> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--unhandled-rejections=throw", join(import.meta.dirname, "serve-product.ts")],
    {
      env: { ...process.env, DATABASE_URL: databaseUrl, DATABASE_DIRECT_URL: databaseUrl, LOG_LEVEL: "silent" },
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  const complaints: string[] = [];
  let ended: string | undefined;
  let stopping = false;
  createInterface({ input: child.stderr }).on("line", (line) => complaints.push(line));
  const exited = once(child, "exit").then(([code, signal]) => {
    if (!stopping) ended = `${signal ?? `code ${code}`}`;
  });
  const url = await Promise.race([
    once(createInterface({ input: child.stdout }), "line").then(([line]) => String(line)),
    exited.then(() => {
      throw new Error(`The product did not start:\n${complaints.join("\n")}`);
    }),
  ]);
  return {
    url,
    ending: () => ended,
    complaints: () => complaints,
    async stop() {
      stopping = true;
      child.stdin.end();
      await exited;
    },
  };
}
