import { serveHttp } from "../../scripts/stack/process/serve-http";

/** One item of an envelope that somebody sent to Sentry. */
export type CaughtItem = { type: string; payload: string; url: string; headers: Record<string, string> };

export type EnvelopeCatcher = {
  dsn: string;
  items: CaughtItem[];
  /** The first item that fits, waiting for it until the test's time is up. */
  next(fits: (item: CaughtItem) => boolean): Promise<CaughtItem>;
  stop(): Promise<void>;
};

const KEY = "0123456789abcdef0123456789abcdef";

/** Stands where Sentry would: takes envelopes apart and keeps them. */
export async function catchEnvelopes(): Promise<EnvelopeCatcher> {
  const items: CaughtItem[] = [];
  const waiting = new Set<() => void>();
  const server = await serveHttp(0, async (request) => {
    const headers = Object.fromEntries(request.headers);
    for (const item of itemsOf(await request.text())) items.push({ ...item, url: request.url, headers });
    for (const look of waiting) look();
    return Response.json({ id: "0" });
  });
  return {
    dsn: `http://${KEY}@${new URL(server.url).host}/7`,
    items,
    next: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = items.find(fits);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    stop: server.stop,
  };
}

// Header line, then for each item a header line and a payload of `length` bytes, or up to the end of its line.
function itemsOf(text: string): { type: string; payload: string }[] {
  const bytes = Buffer.from(text);
  const lineEnd = (from: number) => {
    const end = bytes.indexOf(10, from);
    return end < 0 ? bytes.length : end;
  };
  const items: { type: string; payload: string }[] = [];
  let at = lineEnd(0) + 1;
  while (at < bytes.length) {
    const headerEnd = lineEnd(at);
    const header: { type?: string; length?: number } = JSON.parse(bytes.toString("utf8", at, headerEnd));
    const end = header.length === undefined ? lineEnd(headerEnd + 1) : headerEnd + 1 + header.length;
    items.push({ type: header.type ?? "", payload: bytes.toString("utf8", headerEnd + 1, end) });
    at = end + 1;
  }
  return items;
}
