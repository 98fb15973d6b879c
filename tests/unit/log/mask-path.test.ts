import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { maskPath, maskUrl, ownSegments } from "@/lib/log/mask-path";

/** What the wild parts of our addresses hold: slugs, ids, tokens, names of vendors' things. */
const VALUES: Record<string, string> = {
  org: "lakeside-dental",
  slug: "lakeside-dental",
  id: "0198a9b0-1234-7abc-8def-0123456789ab",
  "...id": "0198a9b0-1234-7abc-8def-0123456789ab",
  user_id: "0198a9b0-1234-7abc-8def-0123456789ac",
  token: "Zk3vQ9-xT1_bLr7WmN5cYp2HsJ8dGf4A",
};

/** Names of our own that stand in an address as a parameter. */
const HARMLESS = new Set(["provider", "number", "kind"]);

async function addresses(): Promise<string[]> {
  const files = await readdir(join(import.meta.dirname, "../../../app"), { recursive: true });
  return files
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
    .map((file) => `/${file}`.replace(/\/(page\.tsx|route\.ts)$/, "").replace(/\/\([^)]+\)/g, ""));
}

describe("an address on its way to Sentry or Vercel", () => {
  it("loses every organization, id and token, at every page and route of the application", async () => {
    const all = await addresses();
    expect(all.length).toBeGreaterThan(50);
    for (const address of all) {
      const filled = address.replace(/\[+([^\]]+)\]+/g, (whole, name: string) =>
        HARMLESS.has(name) ? "retell" : (VALUES[name] ?? `unknown parameter ${whole} of ${address}`),
      );
      expect(filled, "a parameter this test knows no value of").not.toContain("unknown parameter");
      const masked = maskPath(`${filled}?search=Jane+Roe#t=12`);
      for (const value of Object.values(VALUES)) expect(masked, address).not.toContain(value);
      expect(masked, address).not.toContain("Jane");
    }
  });

  it("still says which page it was", () => {
    expect(maskPath("/lakeside/calls/0198a9b0-1234-7abc-8def-0123456789ab")).toBe("/[org]/calls/[id]");
    expect(maskPath("/api/v1/orgs/lakeside/members/0198a9b0-1234-7abc-8def-0123456789ab")).toBe(
      "/api/v1/orgs/[org]/members/[id]",
    );
    expect(maskPath("/sign-in?next=/lakeside/calls")).toBe("/sign-in");
    expect(maskPath("/api/v1/invitations/acceptances")).toBe("/api/v1/invitations/acceptances");
  });

  it("keeps the names of our own segments, all of them, and no word that somebody typed", async () => {
    const named = (await addresses()).flatMap((address) =>
      address.split("/").filter((segment) => /^[\w-]+$/.test(segment)),
    );
    expect(named.filter((segment) => !ownSegments.has(segment))).toEqual([]);
    expect(maskPath("/api/v1/orgs/lakeside/calls/jane")).toBe("/api/v1/orgs/[org]/calls/[id]");
    expect(maskPath("/lakeside/calls/jane-roe/toothache")).toBe("/[org]/calls/[id]/[id]");
    expect(maskPath("/api/jane")).toBe("/api/[id]");
  });

  it("of somebody else is cut to its origin", () => {
    expect(maskUrl("https://other.example/jane?x=1", "https://app.example")).toBe("https://other.example");
    expect(maskUrl("mailto:jane@example.com", "https://app.example")).toBe("[address]");
    expect(maskUrl("https://app.example/lakeside/live?q=1", "https://app.example")).toBe(
      "https://app.example/[org]/live",
    );
  });
});
