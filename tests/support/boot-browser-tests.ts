import { join } from "node:path";
import { CONVERSATIONS } from "../../scripts/stack/sandbox/conversations/catalogue";
import { startScheduler } from "../../scripts/stack/scheduler";
import { serveApp } from "../../scripts/start/serve-app";
import { buildForBrowserTests, DIST_DIR } from "./build-browser-tests";
import { CORS_ORIGINS } from "./build-variables";
import { bootTestStack } from "./stack";

const root = join(import.meta.dirname, "..", "..");

/**
 * Once before all browser tests: a throw-away stack, the built application served on it as in production, the
 * scheduler. Workers inherit the variables set here. Returns what takes it all down.
 */
export default async function bootBrowserTests(): Promise<() => Promise<void>> {
  const stack = await bootTestStack();
  stack.env.CORS_ORIGINS = CORS_ORIGINS;
  Object.assign(process.env, stack.env);
  const parts: { stop(): Promise<void> }[] = [stack];
  const stop = async () => {
    for (const part of parts.toReversed()) await part.stop();
  };
  try {
    await buildForBrowserTests();
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
