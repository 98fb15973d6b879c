import { join } from "node:path";
import { CONVERSATIONS } from "../../scripts/stack/sandbox/conversations/catalogue";
import { startScheduler } from "../../scripts/stack/scheduler";
import { buildApp, isBuilt } from "../../scripts/start/build-app";
import { serveApp } from "../../scripts/start/serve-app";
import { bootTestStack } from "./stack";

const root = join(import.meta.dirname, "..", "..");

/** A build folder of its own, so that the tests run beside a served `npm start`. */
export const DIST_DIR = ".next-test";

/**
 * Once before all browser tests: a throw-away stack, the built application served on it as in production, the
 * scheduler. Workers inherit the variables set here. Returns what takes it all down.
 */
export default async function bootBrowserTests(): Promise<() => Promise<void>> {
  const stack = await bootTestStack();
  // The one other site whose scripts may use the API; the build takes it in.
  stack.env.CORS_ORIGINS = "https://partner.example";
  Object.assign(process.env, stack.env);
  const parts: { stop(): Promise<void> }[] = [stack];
  const stop = async () => {
    for (const part of parts.toReversed()) await part.stop();
  };
  try {
    if (!(await isBuilt(root, DIST_DIR))) await buildApp(root, DIST_DIR, stack.env);
    const lines: string[] = [];
    const onLine = (line: string) => {
      lines.push(line);
      if (process.env.FOYER_TEST_APP_LOG) console.log(line);
    };
    parts.push(
      await serveApp({
        root,
        mode: "start",
        distDir: DIST_DIR,
        url: stack.urls.app,
        env: stack.env,
        onLine,
        onCrash: (reason) => console.log(`The application died: ${reason}`),
      }),
    );
    parts.push(
      await startScheduler({
        file: join(root, "vercel.json"),
        appUrl: stack.urls.app,
        secret: stack.env.CRON_SECRET ?? "",
        onLine,
      }),
    );
    await speakFirstConversation(stack.env.SANDBOX_URL ?? "");
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

// Almost every journey's call has this recording. Spoken when the first of them asks for it, it could take longer on a
// busy machine than we wait for a vendor.
async function speakFirstConversation(sandbox: string): Promise<void> {
  const answer = await fetch(`${sandbox}/recordings/${CONVERSATIONS[0]?.id}/any/recording.wav`, { method: "HEAD" });
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} for a recording`);
}
