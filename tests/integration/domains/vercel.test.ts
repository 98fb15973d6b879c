import { expect, onTestFinished, test } from "vitest";
import { Vercel } from "@/lib/domains/vercel";
import { serveHttp } from "../../../scripts/stack/process/serve-http";

/** A stand-in for the part of Vercel's API that is used, with what it was asked. */
async function serveVercel(refuse?: number) {
  const asked: string[] = [];
  const names = new Set<string>();
  const server = await serveHttp(0, async (request) => {
    const { pathname, search } = new URL(request.url);
    asked.push(`${request.method} ${pathname}${search} ${request.headers.get("authorization")}`);
    if (refuse) return Response.json({ error: { code: "forbidden" } }, { status: refuse });
    const name = pathname.split("/")[5] ?? "";
    if (request.method === "GET") return Response.json({}, { status: names.has(name) ? 200 : 404 });
    if (request.method === "DELETE") return Response.json({}, { status: names.delete(name) ? 200 : 404 });
    const { name: added } = (await request.json()) as { name: string };
    // As documented: adding a name twice is refused.
    const status = names.has(added) ? 400 : 200;
    names.add(added);
    return Response.json({ name: added, verified: true }, { status });
  });
  onTestFinished(() => server.stop());
  return { url: server.url, asked, names };
}

test("a name is attached once however often it is asked, and detached", async () => {
  const { url, asked, names } = await serveVercel();
  const vercel = new Vercel(url, "token_0123456789", "prj_1", "team_1");
  await vercel.attach("calls.example.com");
  await vercel.attach("calls.example.com");
  expect([...names]).toEqual(["calls.example.com"]);
  await vercel.detach("calls.example.com");
  await vercel.detach("calls.example.com");
  expect([...names]).toEqual([]);
  expect(asked[1]).toBe("POST /v10/projects/prj_1/domains?teamId=team_1 Bearer token_0123456789");
});

test("a refusal says that the proof was found and what to do", async () => {
  const { url } = await serveVercel(403);
  const vercel = new Vercel(url, "token_0123456789", "prj_1", undefined);
  await expect(vercel.attach("calls.example.com")).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("Verify it again"),
  });
});
