"use client";

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { ApiError } from "@/app/_ui/data/api-error";
import { type Line, type Spoken, spokenAt } from "./conversation-timeline";

export type Player = {
  /** the element that sounds; null without a recording */
  audio: HTMLAudioElement | null;
  src: string | null;
  state: "none" | "loading" | "ready" | "failed";
  /** why it failed, as the server said it */
  problem: ApiError | null;
  playing: boolean;
  rate: number;
  durationMs: number;
  positionMs: () => number;
  subscribe: (listener: () => void) => () => void;
  seek: (ms: number) => void;
  toggle: () => void;
  skip: (ms: number) => void;
  setRate: (rate: number) => void;
  retry: () => void;
};

/** Plays a recording. The position is read through `subscribe`, so that sixty frames a second re-render only what moves. */
export function usePlayer(src: string | null, knownDurationMs: number): Player {
  const [audio, setAudio] = useState<HTMLAudioElement | null>(null);
  const [state, setState] = useState<Player["state"]>(src ? "loading" : "none");
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [playing, setPlaying] = useState(false);
  const [rate, setRate] = useState(1);
  const [heardDurationMs, setHeardDurationMs] = useState(0);
  const listeners = useRef(new Set<() => void>());
  /** Where the last sound was, for another recording of the same call: it goes on from there. */
  const left = useRef({ at: 0, playing: false });

  useEffect(() => {
    setState(src ? "loading" : "none");
    if (!src) return;
    const element = new Audio();
    element.preload = "metadata";
    const tell = () => {
      for (const listener of listeners.current) listener();
    };
    let frame = 0;
    const follow = () => {
      tell();
      frame = element.paused ? 0 : requestAnimationFrame(follow);
    };
    const handlers: Record<string, () => void> = {
      loadedmetadata: () => {
        setState("ready");
        setProblem(null);
        if (Number.isFinite(element.duration)) setHeardDurationMs(element.duration * 1000);
        const { at, playing } = left.current;
        left.current = { at: 0, playing: false };
        if (at > 0) element.currentTime = at;
        if (playing) void element.play().catch(() => undefined);
      },
      error: () => {
        setState("failed");
        void problemOf(src).then(setProblem);
      },
      play: () => {
        setPlaying(true);
        if (frame === 0) follow();
      },
      pause: () => setPlaying(false),
      seeking: tell,
      timeupdate: tell,
    };
    for (const [name, handler] of Object.entries(handlers)) element.addEventListener(name, handler);
    element.src = src;
    setAudio(element);
    return () => {
      for (const [name, handler] of Object.entries(handlers)) element.removeEventListener(name, handler);
      cancelAnimationFrame(frame);
      // One that was left before it had loaded stands nowhere: what it was to go on with goes to the next.
      if (element.readyState > 0) left.current = { at: element.currentTime, playing: !element.paused };
      element.pause();
      element.removeAttribute("src");
      element.load();
      setAudio(null);
      setPlaying(false);
    };
  }, [src]);

  useEffect(() => {
    // The usual speed as well: a recording that is loaded once more begins with it.
    if (audio) audio.playbackRate = audio.defaultPlaybackRate = rate;
  }, [audio, rate]);

  const durationMs = heardDurationMs || knownDurationMs;
  // Stable functions: a line of a long transcript is drawn again only when it is spoken.
  const latest = useRef({ audio, durationMs });
  latest.current = { audio, durationMs };
  const subscribe = useCallback((listener: () => void) => {
    listeners.current.add(listener);
    return () => {
      listeners.current.delete(listener);
    };
  }, []);
  const positionMs = useCallback(() => (latest.current.audio?.currentTime ?? 0) * 1000, []);
  const seek = useCallback((ms: number) => {
    const now = latest.current;
    if (!now.audio) return;
    const at = Math.max(0, Math.min(ms, now.durationMs || ms)) / 1000;
    now.audio.currentTime = at;
    // What was to begin elsewhere begins here: the browser may know a recording before it says so.
    if (now.audio.readyState === 0 || left.current.at > 0) left.current.at = at;
    // A recording that is not there yet does not tell of it itself.
    for (const listener of listeners.current) listener();
  }, []);
  const skip = useCallback((ms: number) => seek(positionMs() + ms), [seek, positionMs]);
  const toggle = useCallback(() => {
    const element = latest.current.audio;
    // Refused only without a gesture or a source; the state says the latter.
    if (element?.paused) void element.play().catch(() => undefined);
    else element?.pause();
  }, []);
  const retry = useCallback(() => {
    setState("loading");
    latest.current.audio?.load();
  }, []);

  return useMemo(
    () => ({
      audio,
      src,
      state,
      problem,
      playing,
      rate,
      durationMs,
      positionMs,
      subscribe,
      seek,
      setRate,
      toggle,
      skip,
      retry,
    }),
    [audio, src, state, problem, playing, rate, durationMs, positionMs, subscribe, seek, toggle, skip, retry],
  );
}

// A media element only says that it failed; the first byte asked for by ourselves says why.
async function problemOf(src: string): Promise<ApiError | null> {
  try {
    const answer = await fetch(src, { headers: { range: "bytes=0-0" } });
    return answer.ok ? null : await ApiError.from(answer);
  } catch {
    return new ApiError("network", "The server could not be reached. Check the connection and try again.", 0);
  }
}

/** The position in steps of `stepMs`; re-renders once per step. */
export function usePosition(player: Player, stepMs: number): number {
  return useSyncExternalStore(
    player.subscribe,
    () => Math.floor(player.positionMs() / stepMs) * stepMs,
    () => 0,
  );
}

/** The line and word being heard; re-renders when they change. Undefined before the sound was ever touched. */
export function useSpoken(player: Player, lines: readonly Line[]): Spoken | undefined {
  const key = useSyncExternalStore(
    player.subscribe,
    () => {
      const at = player.positionMs();
      const spoken = at > 0 ? spokenAt(lines, at) : undefined;
      return spoken ? `${spoken.line} ${spoken.word}` : "";
    },
    () => "",
  );
  return useMemo(() => {
    if (!key) return undefined;
    const [line = 0, word = -1] = key.split(" ").map(Number);
    return { line, word };
  }, [key]);
}
