import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SETTINGS_PARTS } from "@/app/_ui/frame/settings-parts";

/** A page that is missing here has no tab, and the command bar does not lead to it. */
test("every page of the settings is one of their parts, and each part is a page", () => {
  const folder = join(import.meta.dirname, "../../../app/[org]/settings");
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file}`.replace(/\/page\.tsx$/, ""));
  expect(SETTINGS_PARTS.map(({ path }) => path).sort()).toEqual(pages.sort());
});
