import { glob } from "node:fs/promises";
import { join } from "node:path";
import { callRoute, type RouteAnswer } from "../../support/http";
import type { Change } from "./mutations/mutation";

const root = join(import.meta.dirname, "../../..");
const BELOW = "/api/v1/orgs/[org]";
const WRITES = ["POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof WRITES)[number] | "GET";

export type Handler = Parameters<typeof callRoute>[0];

/** Every handler of the product that is not asked to read: `PATCH /agents/[id]` (below an organization) → the handler. */
export const mutatingHandlers = () => productHandlers(WRITES);

/** Every handler of the product that is asked to read. */
export const readingHandlers = () => productHandlers(["GET"]);

async function productHandlers(methods: readonly Method[]): Promise<Map<string, Handler>> {
  const found = new Map<string, Handler>();
  for await (const file of glob("app/**/route.ts", { cwd: root })) {
    const module = (await import(join(root, file))) as Partial<Record<Method, Handler>>;
    const address = `/${file.replace(/\/route\.ts$/, "").replace(/^app\//, "")}`.replaceAll(/\/\([^)]+\)/g, "");
    for (const method of methods) {
      const handler = module[method];
      if (handler) found.set(`${method} ${address.replace(BELOW, "")}`, handler);
    }
  }
  return found;
}

let handlers: Promise<Map<string, Handler>> | undefined;

/** Sends a change to the product's own handler, as an admin of the organization or whom it names. */
export async function callProduct(method: string, address: string, change: Change): Promise<RouteAnswer> {
  handlers ??= mutatingHandlers();
  const handler = (await handlers).get(`${method} ${address}`);
  if (!handler) throw new Error(`There is no ${method} ${address}`);
  return send(handler, method as Method, address, change);
}

export async function send(handler: Handler, method: Method, address: string, change: Change): Promise<RouteAnswer> {
  return callRoute(handler, {
    ...callOf(method, address, change),
    cookie: await (change.by ?? change.org.admin).cookie(),
  });
}

/** The same change (`PATCH /agents/[id]`) asked for by a program: with its key, without cookie and origin. */
export function sendWith(token: string, handler: Handler, name: string, change: Change): Promise<RouteAnswer> {
  const [method, address = ""] = name.split(" ");
  return callRoute(handler, {
    ...callOf(method as Method, address, change),
    headers: { authorization: `Bearer ${token}` },
  });
}

function callOf(method: Method, address: string, change: Change) {
  const params: Record<string, string> = { org: change.org.slug, ...change.params };
  const whole = address.startsWith("/api/") ? address : `${BELOW}${address}`;
  const path = whole.replaceAll(/\[(\w+)\]/g, (_, name: string) => params[name] ?? "");
  return { method, path, params, ...(change.body ? { body: change.body } : {}) };
}
