"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** What the vendor says of the sound before it sends any. */
type Format = { sampleRate: number; channels: number };

const USUAL: Format = { sampleRate: 16_000, channels: 2 };
/** Sound is queued this far ahead, so that a late packet is not heard as a gap. */
const AHEAD_S = 0.25;

/**
 * Plays a running call from its listening address. Nothing is recorded, and only the one who pressed hears it.
 * @returns `state`, `listen(url)` and `stop()`
 */
export function useListening() {
  const [state, setState] = useState<"silent" | "connecting" | "listening">("silent");
  const open = useRef<{ socket: WebSocket; audio: AudioContext } | null>(null);

  const stop = useCallback(() => {
    open.current?.socket.close();
    void open.current?.audio.close();
    open.current = null;
    setState("silent");
  }, []);

  const listen = useCallback(
    (url: string) => {
      stop();
      setState("connecting");
      const socket = new WebSocket(url);
      const audio = new AudioContext();
      open.current = { socket, audio };
      socket.binaryType = "arraybuffer";
      let format = USUAL;
      let playUntil = 0;
      socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
        if (typeof data === "string") {
          format = formatOf(data) ?? format;
          return;
        }
        const buffer = decode(audio, data, format);
        if (!buffer) return;
        setState("listening");
        const source = audio.createBufferSource();
        source.buffer = buffer;
        source.connect(audio.destination);
        playUntil = Math.max(playUntil, audio.currentTime + AHEAD_S);
        source.start(playUntil);
        playUntil += buffer.duration;
      };
      socket.onclose = () => {
        if (open.current?.socket === socket) stop();
      };
    },
    [stop],
  );

  useEffect(() => stop, [stop]);
  return { state, listen, stop };
}

function formatOf(text: string): Format | undefined {
  try {
    const { sampleRate, channels } = JSON.parse(text);
    return sampleRate > 0 && channels > 0 ? { sampleRate, channels } : undefined;
  } catch {
    return undefined;
  }
}

function decode(audio: AudioContext, bytes: ArrayBuffer, { sampleRate, channels }: Format): AudioBuffer | undefined {
  const samples = new Int16Array(bytes, 0, Math.floor(bytes.byteLength / 2));
  const frames = Math.floor(samples.length / channels);
  if (frames === 0) return undefined;
  const buffer = audio.createBuffer(1, frames, sampleRate);
  const mixed = buffer.getChannelData(0);
  // Both sides in both ears: a listener wears one earphone as often as two.
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += samples[frame * channels + channel] ?? 0;
    mixed[frame] = sum / channels / 32_768;
  }
  return buffer;
}
