import { join } from "node:path";
import { step } from "../launch/progress.mjs";
import { bootThrowAway } from "../stack/boot-throw-away";
import { buildApp, isBuilt } from "../start/build-app";
import { serveApp } from "../start/serve-app";
import { makeBenchAgent } from "./bench-agent";
import { benchEncryption } from "./encryption";
import { benchIngest } from "./ingest";
import { benchLists } from "./lists";
import { benchMiddleware } from "./middleware";
import { benchPostToVisible } from "./post-to-visible";
import { type Figure, report } from "./report";
import { benchWithOrg } from "./with-org";

/** Everything in one run against one server and one database of its own; only the ratios of a run may be compared. */
const root = join(import.meta.dirname, "..", "..");
const DIST_DIR = ".next-bench";

const stack = await step("Boot a stack for the bench", bootThrowAway);
const env = { ...stack.env, FOYER_BENCH: "1", LOG_LEVEL: "warn" };
Object.assign(process.env, env);
let ok = false;
try {
  if (!(await isBuilt(root, DIST_DIR))) await step("Build the application", () => buildApp(root, DIST_DIR, env));
  const app = await serveApp({
    root,
    mode: "start",
    distDir: DIST_DIR,
    url: stack.urls.app,
    env,
    onLine: () => {},
    onCrash: (reason) => console.error(reason),
  });
  try {
    const agent = await makeBenchAgent(stack.urls.database, stack.urls.app);
    const wanted = (name: string) => process.argv.length <= 2 || process.argv.includes(name);
    const figures: Figure[] = [];
    if (wanted("ingest"))
      for (const kilobytes of [4, 60]) {
        const measured = () => benchIngest(agent, stack.urls.app, stack.urls.database, kilobytes * 1_000);
        figures.push(...(await step(`Ingest, ${kilobytes} kB`, measured)));
      }
    if (wanted("visible"))
      figures.push(...(await step("POST to visible", () => benchPostToVisible(agent, stack.urls.app))));
    if (wanted("with-org"))
      figures.push(
        ...(await step("A member's answer", () => benchWithOrg(agent, stack.urls.database, stack.urls.app))),
      );
    if (wanted("middleware")) figures.push(...(await step("Middleware", () => benchMiddleware(stack.urls.app))));
    if (wanted("lists"))
      figures.push(
        ...(await step("Lists and overview of a million calls, and the wall", () => benchLists(stack.urls.database))),
      );
    if (wanted("encryption"))
      figures.push(...(await step("Encrypted against plain", () => benchEncryption(stack.urls.database))));
    ok = report(figures);
  } finally {
    await app.stop();
  }
} finally {
  await stack.stop();
}
process.exit(ok ? 0 : 1);
