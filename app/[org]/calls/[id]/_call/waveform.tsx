"use client";

import { Wrench } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import type WaveSurfer from "wavesurfer.js";
import { formatDuration } from "@/app/_ui/format/format-duration";
import { useTheme } from "@/app/_ui/theme-toggle";
import { Tooltip } from "@/app/_ui/tooltip";
import type { Waveform as Measured } from "@/lib/calls/read-waveform";
import { guessedPeaks, type Line, type Voice, voices } from "./conversation-timeline";
import { type Player, usePosition } from "./use-player";

const BARS = 400;
const STEP_S = 5;

/**
 * The recording as bars in the colour of whoever speaks, with a mark for every tool call. Guessed from the words at once,
 * measured from the sound when that has arrived; of two channels one stands above the other. The drawing library is loaded
 * only here.
 */
export function Waveform({
  player,
  lines,
  measured,
}: {
  player: Player;
  lines: readonly Line[];
  measured: Measured | undefined;
}) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<WaveSurfer | null>(null);
  const theme = useTheme();
  const { audio, src, durationMs } = player;
  const shape = useRef({ lines, durationMs, measured });
  shape.current = { lines, durationMs, measured };

  useEffect(() => {
    const container = box.current;
    if (!container || !audio || !src || durationMs <= 0) return;
    const gone = new AbortController();
    void (async () => {
      const { default: WaveSurfer } = await import("wavesurfer.js");
      if (gone.signal.aborted) return;
      const surfer = WaveSurfer.create({
        container,
        media: audio,
        height: 56,
        barWidth: 2,
        barGap: 1,
        barRadius: 1,
        cursorWidth: 1,
        dragToSeek: { debounceTime: 0 },
        hideScrollbar: true,
        peaks: peaksOf(shape.current),
        duration: durationMs / 1000,
        ...coloursOf(container, shape.current),
      });
      drawn.current = surfer;
      surfer.on("resize", () => surfer.setOptions(coloursOf(container, shape.current)));
    })();
    return () => {
      gone.abort();
      drawn.current?.destroy();
      drawn.current = null;
    };
  }, [audio, src, durationMs]);

  // Loading for the same address keeps the sound playing and only draws anew.
  useEffect(() => {
    if (!measured || !audio || !drawn.current) return;
    void drawn.current.load(audio.src, peaksOf(shape.current), durationMs / 1000).catch(() => undefined);
  }, [measured, audio, durationMs]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the page, lines from the ref
  useEffect(() => {
    const draw = () => {
      if (box.current && drawn.current) drawn.current.setOptions(coloursOf(box.current, shape.current));
    };
    draw();
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", draw);
    return () => system.removeEventListener("change", draw);
  }, [theme, lines]);

  return (
    <div className="relative rounded-[4px] focus-within:outline-2 focus-within:outline-accent focus-within:outline-offset-2">
      <div ref={box} aria-hidden className="h-14" />
      <Position player={player} />
      <ToolMarks player={player} lines={lines} />
    </div>
  );
}

function peaksOf({ lines, durationMs, measured }: { lines: readonly Line[]; durationMs: number; measured?: Measured }) {
  return measured && measured.peaks.length > 0
    ? measured.peaks.map((channel) => channel.map((peak) => peak / 255))
    : [guessedPeaks(lines, durationMs, BARS)];
}

/** The same position for keyboards and screen readers. */
function Position({ player }: { player: Player }) {
  const position = usePosition(player, 1000);
  return (
    <input
      type="range"
      aria-label="Position in the recording"
      aria-valuetext={`${formatDuration(position)} of ${formatDuration(player.durationMs)}`}
      min={0}
      max={Math.ceil(player.durationMs / 1000)}
      step={STEP_S}
      value={Math.floor(position / 1000)}
      onChange={(event) => player.seek(Number(event.target.value) * 1000)}
      className="sr-only"
    />
  );
}

function ToolMarks({ player, lines }: { player: Player; lines: readonly Line[] }) {
  const marks = useMemo(
    () => lines.filter((line) => line.turn.role === "tool_call" && line.start_ms !== null),
    [lines],
  );
  if (player.durationMs <= 0) return null;
  return marks.map((line) => {
    const at = line.start_ms ?? 0;
    const label = `${line.turn.tool?.name ?? "Tool"} at ${formatDuration(at)}`;
    return (
      <Tooltip key={line.key} content={label}>
        <button
          type="button"
          aria-label={`Go to ${label}`}
          onClick={() => player.seek(at)}
          style={{ left: `${Math.min(99, (at / player.durationMs) * 100)}%` }}
          className="-translate-x-1/2 -top-1.5 absolute z-10 grid size-4 place-items-center rounded-full border border-line-strong bg-surface text-muted hover:border-accent hover:text-accent"
        >
          <Wrench aria-hidden className="size-2.5" />
        </button>
      </Tooltip>
    );
  });
}

const TOKEN: Record<Voice, string> = {
  agent: "var(--speaker-agent)",
  caller: "var(--speaker-caller)",
  silence: "var(--faint)",
};

/** Colours along the time axis as canvas gradients with hard edges: full where it was heard, pale where not yet. */
function coloursOf(container: HTMLElement, { lines, durationMs }: { lines: readonly Line[]; durationMs: number }) {
  const width = Math.max(1, container.clientWidth) * window.devicePixelRatio;
  const context = document.createElement("canvas").getContext("2d");
  // Taken from the page a moment ago, e.g. because the recording turned out to be gone: there is nothing to ask for colours.
  if (!context || !container.isConnected) return {};
  const gradient = (strength: number) => {
    const colours = Object.fromEntries(
      (Object.keys(TOKEN) as Voice[]).map((voice) => [
        voice,
        resolved(container, `color-mix(in oklab, ${TOKEN[voice]} ${strength}%, var(--surface))`),
      ]),
    ) as Record<Voice, string>;
    const made = context.createLinearGradient(0, 0, width, 0);
    let before: Voice = "silence";
    for (const { from_ms, voice } of voices(lines, durationMs)) {
      const at = Math.min(1, from_ms / durationMs);
      made.addColorStop(at, colours[before]);
      made.addColorStop(at, colours[voice]);
      before = voice;
    }
    return made;
  };
  return { waveColor: gradient(42), progressColor: gradient(100), cursorColor: resolved(container, "var(--ink)") };
}

// A canvas does not know our custom properties: the page resolves them.
function resolved(container: HTMLElement, colour: string): string {
  const probe = document.createElement("span");
  probe.style.color = colour;
  container.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
