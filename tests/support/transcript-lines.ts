import type { Locator, Page } from "@playwright/test";

/** The lines of the transcript on a call's page. */
export const transcriptLines = (page: Page): Locator =>
  page.getByRole("list", { name: "Transcript" }).getByRole("listitem");
