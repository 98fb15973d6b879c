import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { type HttpService, serveHttp } from "../process/serve-http";
import { adaptScript } from "./adapt-script";
import { encodeReply } from "./encode-reply";
import type { RedisBackend } from "./start-redis";

const Command = z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)).min(1);

/**
 * The REST interface of Upstash in front of a Redis: `POST /` one command, `/pipeline`, `/multi-exec`, and
 * `/{command}/{argument}…`. Source: https://upstash.com/docs/redis/features/restapi
 */
export function serveUpstash(port: number, token: string, redis: RedisBackend): Promise<HttpService> {
  const app = new Hono();
  const expected = digest(`Bearer ${token}`);

  app.use(async (c, next) => {
    const given = c.req.header("authorization") ?? `Bearer ${c.req.query("_token") ?? ""}`;
    if (!timingSafeEqual(digest(given), expected)) return c.json({ error: "Unauthorized" }, 401);
    return next();
  });
  const wantsBase64 = (header: string | undefined) => header === "base64";

  app.post("/pipeline", async (c) => {
    const commands = z.array(Command).safeParse(await c.req.json().catch(() => null));
    if (!commands.success) return c.json({ error: "ERR failed to parse pipeline request" }, 400);
    const base64 = wantsBase64(c.req.header("upstash-encoding"));
    const replies = await Promise.all(commands.data.map((command) => answer(redis, command, base64)));
    return c.json(replies);
  });

  app.post("/multi-exec", async (c) => {
    const commands = z.array(Command).safeParse(await c.req.json().catch(() => null));
    if (!commands.success) return c.json({ error: "ERR failed to parse multi-exec request" }, 400);
    const base64 = wantsBase64(c.req.header("upstash-encoding"));
    try {
      const replies = await redis.runTogether(commands.data.map(adaptScript));
      return c.json(
        replies.map((reply) =>
          reply instanceof Error ? { error: reply.message } : { result: encodeReply(reply, base64) },
        ),
      );
    } catch (error) {
      return c.json({ error: messageOf(error) }, 400);
    }
  });

  app.all("*", async (c) => {
    const path = new URL(c.req.url).pathname.split("/").filter(Boolean).map(decodeURIComponent);
    const body = c.req.method === "POST" ? await c.req.text() : "";
    const raw: unknown = path.length > 0 ? [...path, ...(body === "" ? [] : [body])] : parseJson(body);
    const command = Command.safeParse(raw);
    if (!command.success) return c.json({ error: "ERR failed to parse command" }, 400);
    const reply = await answer(redis, command.data, wantsBase64(c.req.header("upstash-encoding")));
    return c.json(reply, "error" in reply ? 400 : 200);
  });

  return serveHttp(port, app.fetch);
}

type Reply = { result: unknown } | { error: string };

async function answer(redis: RedisBackend, command: readonly string[], base64: boolean): Promise<Reply> {
  try {
    return { result: encodeReply(await redis.run(adaptScript(command)), base64) };
  } catch (error) {
    return { error: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
