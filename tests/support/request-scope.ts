import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Stands in for `next/headers` in integration tests, where route handlers are called as functions: the cookies and
 * headers of the request being handled. Browser tests run the same handlers inside Next's own server.
 */
type Scope = { headers: Headers; cookies: Map<string, string>; changed: Map<string, string> };

const scopes = new AsyncLocalStorage<Scope>();

/** Runs a handler within the scope of `request`; gives back its response and the cookies it set. */
export async function inRequestScope<T>(
  request: Request,
  work: () => Promise<T>,
): Promise<{ result: T; setCookies: Map<string, string> }> {
  const scope: Scope = { headers: request.headers, cookies: parseCookies(request.headers), changed: new Map() };
  const result = await scopes.run(scope, work);
  return { result, setCookies: scope.changed };
}

export async function cookies() {
  const { cookies: jar, changed } = current();
  return {
    getAll: () => [...jar].map(([name, value]) => ({ name, value })),
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) ?? "" } : undefined),
    has: (name: string) => jar.has(name),
    set: (name: string, value: string) => {
      jar.set(name, value);
      changed.set(name, value);
    },
    delete: (name: string) => {
      jar.delete(name);
      changed.set(name, "");
    },
  };
}

export async function headers(): Promise<Headers> {
  return current().headers;
}

function current(): Scope {
  const scope = scopes.getStore();
  if (!scope) throw new Error("cookies() and headers() exist only while a request is handled; use callRoute.");
  return scope;
}

function parseCookies(from: Headers): Map<string, string> {
  const pairs = (from.get("cookie") ?? "").split(/;\s*/).filter(Boolean);
  return new Map(
    pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), decodeURIComponent(pair.slice(pair.indexOf("=") + 1))]),
  );
}
