import { expect, test } from "vitest";
import { Vercel } from "@/lib/domains/vercel";
import { serveVercel } from "../../support/serve-vercel";

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
