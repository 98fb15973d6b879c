import { defineConfig } from "@playwright/test";
import browserTests from "../../playwright.config";

/** `npm run screenshots`: every page and its main states, in light and dark, wide and on a phone, into `screenshots/`. */
export default defineConfig({
  ...browserTests,
  testDir: ".",
  testMatch: "shoot.ts",
  outputDir: "../../test-results",
  globalSetup: "./boot-demo.ts",
  timeout: 600_000,
  reporter: [["list"]],
});
