import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Hono } from "hono";

const FILES = {
  "/": { file: "page.html", type: "text/html; charset=utf-8" },
  "/page.css": { file: "page.css", type: "text/css; charset=utf-8" },
  "/page-elements.js": { file: "page-elements.js", type: "text/javascript; charset=utf-8" },
  "/page.js": { file: "page.js", type: "text/javascript; charset=utf-8" },
} as const;

/** The control page: a few files, sent as they are. */
export function servePage(): Hono {
  const app = new Hono();
  for (const [path, { file, type }] of Object.entries(FILES)) {
    app.get(path, async (c) => {
      const text = await readFile(join(import.meta.dirname, file));
      return c.body(text, 200, {
        "content-type": type,
        "content-security-policy": "default-src 'self'; img-src data:",
      });
    });
  }
  return app;
}
