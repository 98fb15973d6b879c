import type { Page } from "@playwright/test";
import axe from "axe-core";

/**
 * Breaches of accessibility rules of any impact in the page as it stands, by these rules or by all that axe has. Axe is put into
 * a document once, however often it is looked at: reading its half megabyte takes as long as a look. Our pages hold no frames.
 */
export async function breaches(page: Page, rules?: readonly string[]): Promise<axe.Result[]> {
  const isThere = await page.evaluate(() => "axe" in window);
  if (!isThere) await page.evaluate(axe.source);
  const options: axe.RunOptions = {
    // What passes is not asked for: naming all of it takes a quarter of the time.
    resultTypes: ["violations"],
    preload: false,
    ...(rules && { runOnly: { type: "rule", values: [...rules] } }),
  };
  return page.evaluate(async (options) => {
    const inPage: Pick<typeof axe, "run"> = Reflect.get(window, "axe");
    return (await inPage.run(document, options)).violations;
  }, options);
}
