import type { Context, Hono } from "hono";

/** A router of a workspace's API: `key` is the API key that was accepted. */
export type KeyedApi = Hono<{ Variables: { key: string } }>;

/** Retell's errors are opaque to its SDK except for the status. */
export const failure = (c: Context, status: 400 | 401 | 404 | 422, message: string) =>
  c.json({ status: "error", message }, status);

/** An empty or broken body is an empty object, so that validation names what is missing. */
export const json = (c: Context): Promise<unknown> => c.req.json().catch(() => ({}));
