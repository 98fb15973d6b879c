import { readFile } from "node:fs/promises";
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { callLength } from "../calls/call-facts";
import { callFactsOf } from "../calls/call-facts-of";
import { offsetAt } from "../calls/schedule";
import { type Parts, recordingsUrl } from "../sandbox";

const ADDRESS = /^\/vapi-live\/([^/]+)\/listen$/;
const HEADER_BYTES = 44;
const FRAME_MS = 100;

/** Serves `call.monitor.listenUrl`: what is heard in a running call, as 16-bit PCM, caller left and agent right. */
export function serveListening(server: Server, parts: Parts): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    const id = ADDRESS.exec(request.url ?? "")?.[1];
    const call = id ? parts.store.calls.get(id) : undefined;
    if (call?.provider !== "vapi" || call.finished) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (listener) => void play(listener, call.id));
  });

  async function play(listener: WebSocket, id: string): Promise<void> {
    const call = parts.store.calls.get(id);
    const path = call && (await parts.recordings.file(call.conversation_id, "stereo"));
    if (!call || !path) return listener.close();
    const wav = await readFile(path);
    const sampleRate = wav.readUInt32LE(24);
    const frameBytes = 2 * wav.readUInt16LE(22);
    listener.send(JSON.stringify({ type: "start", encoding: "linear16", container: "raw", sampleRate, channels: 2 }));
    // A demo call runs faster than life; its sound does not, so it begins where the call is and goes on in real time.
    const length = () => callLength(callFactsOf(call, parts.store, recordingsUrl(parts)).conversation);
    let frame = Math.floor((Math.max(0, offsetAt(call, length(), Date.now())) / 1000) * sampleRate);
    const timer = setInterval(() => {
      const from = HEADER_BYTES + frame * frameBytes;
      frame += Math.round((sampleRate * FRAME_MS) / 1000);
      if (call.finished || listener.readyState !== listener.OPEN || from >= wav.length) {
        clearInterval(timer);
        listener.close();
      } else listener.send(wav.subarray(from, HEADER_BYTES + frame * frameBytes));
    }, FRAME_MS);
  }

  return {
    close() {
      for (const listener of sockets.clients) listener.terminate();
      sockets.close();
    },
  };
}
