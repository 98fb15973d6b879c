import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { findConversation } from "../conversations/catalogue";
import { fingerprint } from "../speech/fingerprint";
import type { RenderAnswer, RenderRequest } from "../speech/recording-worker";

export type Channels = "mono" | "stereo";

export type Recordings = {
  /** Path of a conversation's WAV file, rendered when it is asked for the first time; undefined for unspoken calls. */
  file(conversation_id: string, channels: Channels): Promise<string | undefined>;
  /** Renders in the background, so that the recording is there when the call ends. */
  prepare(conversation_id: string): void;
  close(): Promise<void>;
};

/** The synthesizer's memory is given back when nobody has listened for a while. */
const IDLE_MS = 20_000;

/** Keeps rendered recordings in a folder and renders missing ones in one worker thread, each only once. */
export function createRecordings(folder: string): Recordings {
  const rendering = new Map<string, Promise<void>>();
  const waiting = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;

  const pathOf = (id: string, print: string, channels: Channels) => join(folder, `${id}.${print}.${channels}.wav`);

  function startWorker(): Worker {
    // The worker is TypeScript; only the loader this process was started with may be missing in it.
    const started = new Worker(new URL("../speech/recording-worker.ts", import.meta.url), {
      execArgv: ["--import", "tsx"],
    });
    started.unref();
    started.on("message", (answer: RenderAnswer) => void keep(answer));
    started.on("error", (error) => {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
      worker = undefined;
    });
    return started;
  }

  async function keep({ conversation_id, mono, stereo }: RenderAnswer): Promise<void> {
    const caller = waiting.get(conversation_id);
    waiting.delete(conversation_id);
    try {
      const print = printOf(conversation_id);
      await mkdir(folder, { recursive: true });
      await replace(pathOf(conversation_id, print, "mono"), mono);
      await replace(pathOf(conversation_id, print, "stereo"), stereo);
      caller?.resolve();
    } catch (error) {
      caller?.reject(error instanceof Error ? error : new Error(String(error)));
    }
    if (waiting.size > 0) return;
    idle = setTimeout(() => {
      void worker?.terminate();
      worker = undefined;
    }, IDLE_MS);
    idle.unref();
  }

  function render(conversation_id: string): Promise<void> {
    clearTimeout(idle);
    worker ??= startWorker();
    const request: RenderRequest = { conversation_id };
    const done = new Promise<void>((resolve, reject) => waiting.set(conversation_id, { resolve, reject }));
    worker.postMessage(request);
    return done;
  }

  async function file(conversation_id: string, channels: Channels): Promise<string | undefined> {
    const conversation = findConversation(conversation_id);
    if (!conversation || conversation.steps.length === 0) return undefined;
    const path = pathOf(conversation_id, printOf(conversation_id), channels);
    if (await exists(path)) return path;
    let work = rendering.get(conversation_id);
    if (!work) {
      work = render(conversation_id).finally(() => rendering.delete(conversation_id));
      rendering.set(conversation_id, work);
    }
    await work;
    return path;
  }

  return {
    file,
    prepare(conversation_id) {
      file(conversation_id, "mono").catch((error) => console.error("Could not render a recording", error));
    },
    async close() {
      clearTimeout(idle);
      await worker?.terminate();
    },
  };
}

function printOf(conversation_id: string): string {
  const conversation = findConversation(conversation_id);
  return conversation ? fingerprint(conversation) : "none";
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function replace(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${path}.next`, bytes);
  await rename(`${path}.next`, path);
}
