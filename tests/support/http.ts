import { env } from "@/lib/env";
import { inRequestScope } from "./request-scope";

type RouteHandler = (
  request: Request,
  route: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>;

export type RouteCall = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path with query, e.g. `/api/v1/orgs/lakeside/calls?limit=2`. */
  path: string;
  params?: Record<string, string | string[]>;
  headers?: Record<string, string>;
  /** Cookie header of a signed-in person, from `signIn`. */
  cookie?: string;
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
};

export type RouteAnswer = {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; throws when it is none. */
  json<T = Record<string, unknown>>(): T;
  setCookies: Map<string, string>;
};

/** Calls a route handler of `app/` with a real Request, as Next would, wrapper and all. */
export async function callRoute(handler: RouteHandler, call: RouteCall): Promise<RouteAnswer> {
  const headers = new Headers(call.headers);
  if (call.cookie) headers.set("cookie", call.cookie);
  const body = call.body === undefined || typeof call.body === "string" ? call.body : JSON.stringify(call.body);
  if (body !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
  const request = new Request(new URL(call.path, env().PUBLIC_BASE_URL), {
    method: call.method ?? "GET",
    headers,
    body,
  });
  const { result, setCookies } = await inRequestScope(request, () =>
    handler(request, { params: Promise.resolve(call.params ?? {}) }),
  );
  const text = await result.text();
  return { status: result.status, headers: result.headers, text, json: <T>() => JSON.parse(text) as T, setCookies };
}
