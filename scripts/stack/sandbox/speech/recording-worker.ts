import { parentPort } from "node:worker_threads";
import { findConversation } from "../conversations/catalogue";
import { renderRecording } from "./render";

/** Message to the worker: which conversation to speak. */
export type RenderRequest = { conversation_id: string };
export type RenderAnswer = { conversation_id: string; mono: Uint8Array; stereo: Uint8Array };

parentPort?.on("message", async ({ conversation_id }: RenderRequest) => {
  const conversation = findConversation(conversation_id);
  if (!conversation) throw new Error(`There is no conversation "${conversation_id}"`);
  const { mono, stereo } = await renderRecording(conversation);
  const answer: RenderAnswer = { conversation_id, mono, stereo };
  parentPort?.postMessage(answer);
});
