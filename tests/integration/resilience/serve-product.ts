import { serveHttp } from "../../../scripts/stack/process/serve-http";

/**
 * A process of its own that answers vendors and live streams with the product's handlers, so that a test sees whether it
 * survives. Prints its address; ends when its standard input does.
 */
const { POST } = await import("@/app/webhooks/agent/[token]/route");
const { openStream } = await import("@/lib/live/open-stream");

const server = await serveHttp(0, (request) => {
  const url = new URL(request.url);
  const token = /^\/webhooks\/agent\/(\w+)$/.exec(url.pathname)?.[1];
  if (token) return POST(request, { params: Promise.resolve({ token }) });
  const [orgId = "", slug = "", id = "", sessionId = ""] = url.pathname.slice("/live/".length).split("/");
  return openStream({ org: { id: orgId, slug }, actor: { type: "user", id, role: "org_viewer", sessionId } }, request);
});
console.log(server.url);
process.stdin.resume().on("end", () => process.exit(0));
