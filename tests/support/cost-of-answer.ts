import { z } from "zod";
import { fetchGuarded } from "@/lib/http/fetch-guarded";
import { readText } from "@/lib/http/read-text";
import { vendorRequest } from "@/lib/voice/vendor-request";

/*
 * Run as a process of its own: reads an answer in one way of ours and prints how much memory that cost at its peak, in
 * megabytes, beyond what reading a small answer had cost before.
 */
const [how = "", origin = ""] = process.argv.slice(2);

const MEGABYTE = 1024 * 1024;

const ways: Record<string, (path: string) => Promise<unknown>> = {
  vendor: (path) =>
    vendorRequest({
      ...{ provider: "retell", baseUrl: origin, apiKey: "k", method: "GET", path, answer: z.unknown(), isRead: false },
      withinMs: 60_000,
    }),
  kept: async (path) => readText((await fetch(origin + path)).body),
  // Packed as it came: less than a megabyte of it.
  guarded: async (path) => readText((await fetchGuarded(origin + path, { trustedOrigins: [origin] })).body, MEGABYTE),
  // What all of them would do if nothing were counted.
  uncounted: async (path) => (await fetch(origin + path)).arrayBuffer(),
};

const read = ways[how];
if (!read) throw new Error(`there is no way called ${how}`);
for (let at = 0; at < 50; at++) await read("/small");
// The highest there ever was includes what starting took: only where it rises does it speak of the answer.
globalThis.gc?.();
const { maxRSS } = process.resourceUsage();
const before = process.memoryUsage.rss();
let peak = before;
const looking = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 1);
const outcome = await read("/bomb").then(
  (value) => (value === null ? "given up" : "read"),
  (error: unknown) => (error instanceof Error ? error.name : "unknown"),
);
clearInterval(looking);
const highest = process.resourceUsage().maxRSS;
if (highest > maxRSS) peak = Math.max(peak, highest * 1024);
process.stdout.write(JSON.stringify({ cost_mb: (peak - before) / 1024 / 1024, outcome }));
