import { onTestFinished } from "vitest";
import { serveHttp } from "../../scripts/stack/process/serve-http";

/** A stand-in for the part of Vercel's API that is used, with what it was asked. @param refuse the status it answers everything with, until that is changed */
export async function serveVercel(refuse?: number) {
  const asked: string[] = [];
  const names = new Set<string>();
  const standing = { refuse, asked, names, beforeDeleting: async () => {} };
  const server = await serveHttp(0, async (request) => {
    const { pathname, search } = new URL(request.url);
    asked.push(`${request.method} ${pathname}${search} ${request.headers.get("authorization")}`);
    if (standing.refuse) return Response.json({ error: { code: "forbidden" } }, { status: standing.refuse });
    const name = pathname.split("/")[5] ?? "";
    if (request.method === "GET") return Response.json({}, { status: names.has(name) ? 200 : 404 });
    if (request.method === "DELETE") {
      await standing.beforeDeleting();
      return Response.json({}, { status: names.delete(name) ? 200 : 404 });
    }
    const { name: added } = (await request.json()) as { name: string };
    // As documented: adding a name twice is refused.
    const status = names.has(added) ? 400 : 200;
    names.add(added);
    return Response.json({ name: added, verified: true }, { status });
  });
  onTestFinished(() => server.stop());
  return Object.assign(standing, { url: server.url });
}
