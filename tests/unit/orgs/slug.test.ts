import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOpenPage } from "@/lib/auth/open-pages";
import { Slug } from "@/lib/orgs/schemas";
import { numberedSlug, reservedSlugs, suggestSlug } from "@/lib/orgs/slug";

function firstSegments(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_") && !entry.name.startsWith("["))
    .flatMap(({ name }) => (name.startsWith("(") ? firstSegments(`${folder}/${name}`) : [name]));
}

describe("the slug of an organization", () => {
  test("no page of ours can be taken as one", () => {
    const ours = firstSegments("app");
    expect(ours).toContain("sign-in");
    expect(ours.filter((segment) => !reservedSlugs.has(segment))).toEqual([]);
  });

  test.each([
    ["Riverside Family Clinic", "riverside-family-clinic"],
    ["Dr. Müller & Söhne", "dr-muller-sohne"],
    ["Straße 7", "strasse-7"],
    ["  --O'Brien's--  ", "obriens"],
    ["Settings", "settings-team"],
    ["北京", ""],
    ["A", ""],
  ])("%j suggests %j", (name, slug) => {
    expect(suggestSlug(name)).toBe(slug);
  });

  test("every suggestion is a valid slug, numbered or not", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 90 }), fc.integer({ min: 2, max: 999 }), (name, number) => {
        const slug = suggestSlug(name);
        if (slug === "") return;
        expect(Slug.safeParse(slug).success).toBe(true);
        expect(Slug.safeParse(numberedSlug(slug, number)).success).toBe(true);
      }),
    );
  });
});

describe("pages without a session", () => {
  test.each(["/", "/sign-in", "/sign-up", "/auth/confirm", "/invitations/abc", "/reset-password", "/health"])(
    "%s is open",
    (path) => expect(isOpenPage(path)).toBe(true),
  );

  test.each([
    "/harbour",
    "/harbour/calls",
    "/ops",
    "/new-organization",
    "/account",
    "/sign-in/x",
    "/signin",
    "/authx/y",
  ])("%s is not", (path) => expect(isOpenPage(path)).toBe(false));
});
