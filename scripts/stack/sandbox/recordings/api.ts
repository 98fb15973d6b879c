import { open } from "node:fs/promises";
import { Hono } from "hono";
import { cors } from "hono/cors";
import type { Parts } from "../sandbox";
import { parseRange } from "./range";

/** Serves recordings as a vendor's file store does: public, with CORS and byte ranges so that players can seek. */
export function recordingsApi({ recordings }: Parts): Hono {
  const app = new Hono();
  app.use(
    cors({
      origin: "*",
      allowMethods: ["GET", "HEAD"],
      exposeHeaders: ["Accept-Ranges", "Content-Length", "Content-Range"],
    }),
  );

  app.on(["GET", "HEAD"], "/:conversation/:call/:file", async (c) => {
    const { conversation, file } = c.req.param();
    if (file === "public.log") return c.text(`Log of call ${c.req.param("call")}\n`);
    const channels = { "recording.wav": "mono", "recording_multichannel.wav": "stereo" }[file];
    const path =
      channels === "mono" || channels === "stereo" ? await recordings.file(conversation, channels) : undefined;
    if (!path) return c.text("There is no such recording", 404);
    return send(path, c.req.header("range"), c.req.method === "HEAD");
  });
  return app;
}

async function send(path: string, rangeHeader: string | undefined, headOnly: boolean): Promise<Response> {
  await using file = await open(path);
  const { size } = await file.stat();
  const headers: Record<string, string> = {
    "accept-ranges": "bytes",
    "cache-control": "public, max-age=3600",
    "content-type": "audio/wav",
  };
  const range = parseRange(rangeHeader, size);
  if (range === "unsatisfiable") {
    return new Response(null, { status: 416, headers: { ...headers, "content-range": `bytes */${size}` } });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const length = end - start + 1;
  headers["content-length"] = String(length);
  if (range) headers["content-range"] = `bytes ${start}-${end}/${size}`;
  if (headOnly) return new Response(null, { status: range ? 206 : 200, headers });
  // A few megabytes at most, so one read is simpler than a stream that would outlive the open file.
  const bytes = Buffer.alloc(length);
  await file.read(bytes, 0, length, start);
  return new Response(bytes, { status: range ? 206 : 200, headers });
}
