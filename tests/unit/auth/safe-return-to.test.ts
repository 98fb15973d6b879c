import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pathOnOwnOrigin, safeReturnTo } from "@/lib/auth/safe-return-to";
import { HOSTILE } from "../../support/hostile-targets";

describe("where a person may be sent (S18)", () => {
  test.each(HOSTILE)("%j stays at home", (target) => {
    expect(safeReturnTo(target)).toBe("/");
  });

  test.each([undefined, null, 7, {}, ["/calls"]])("%j is no path", (target) => {
    expect(safeReturnTo(target, "/overview")).toBe("/overview");
  });

  test.each([
    "/",
    "/harbour/calls",
    "/harbour/calls?status=ended&from=2026-11-01#top",
    "/invitations/Ab_-9",
    "/harbour/calls?search=%2B49%20170",
    "/harbour/calls?back=https://example.com",
    "/caf%C3%A9",
  ])("%j is kept", (target) => {
    expect(safeReturnTo(target)).toBe(target);
  });

  test("a path may be 2,000 characters long and no longer", () => {
    const long = (length: number) => `/${"a".repeat(length - 1)}`;
    expect(safeReturnTo(long(2_000))).toBe(long(2_000));
    expect(safeReturnTo(long(2_001))).toBe("/");
  });

  test("two slashes begin an address of somebody else's, at the end they are our own", () => {
    expect(safeReturnTo("//evil.example/overview", "/overview")).toBe("/overview");
    expect(safeReturnTo("//", "/overview")).toBe("/overview");
    expect(safeReturnTo("//[", "/overview")).toBe("/overview");
    expect(safeReturnTo("/harbour//", "/overview")).toBe("/harbour//");
  });

  test("whatever is given, a browser that follows the answer stays on our origin", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "%2e",
      "%5c",
      "//",
      ":",
      "@",
      "?",
      "#",
      "\t",
      "evil.example",
      "a",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const answer = safeReturnTo(pieces.join(""));
        const landed = new URL(answer, "https://foyer.example/sign-in");
        expect(landed.origin).toBe("https://foyer.example");
        expect(answer.startsWith("//")).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });

  test("control: joining strings, as one does without it, leaves our origin", () => {
    const away = HOSTILE.filter((target) => {
      const landed = URL.canParse(target, "https://foyer.example") && new URL(target, "https://foyer.example");
      return landed && landed.origin !== "https://foyer.example";
    });
    expect(away.length).toBeGreaterThan(15);
  });
});

describe("an address that Supabase hands back", () => {
  test("keeps its path on our own origin only", () => {
    const base = "https://app.foyer.example";
    expect(pathOnOwnOrigin(`${base}/invitations/abc?x=1`, base)).toBe("/invitations/abc?x=1");
    for (const foreign of [
      "https://evil.example/invitations/abc",
      "https://app.foyer.example.evil.example/",
      "https://app.foyer.example@evil.example/x",
      "http://app.foyer.example/x",
      `${base}//evil.example`,
      "/relative",
      "",
    ]) {
      expect(pathOnOwnOrigin(foreign, base)).toBe("/");
    }
  });
});
