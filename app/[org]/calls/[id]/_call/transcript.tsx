"use client";

import { ArrowDownToLine } from "lucide-react";
import { Suspense, useCallback, useEffect, useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { personWord } from "@/app/_ui/calls/person-word";
import { late } from "@/app/_ui/late";
import type { CallDetail } from "@/lib/calls/get-call";
import { isLive } from "./caller-of";
import { type Line, spokenAt } from "./conversation-timeline";
import { useCopyMoment } from "./copy-moment-link";
import { ToolUse } from "./tool-use";
import { TranscriptLine } from "./transcript-line";
import type { Moment } from "./use-linked-moment";
import { type Player, useSpoken } from "./use-player";

const NoTranscript = late(() => import("./no-transcript").then((module) => module.NoTranscript));
const RedactionNote = late(() => import("./redaction-note").then((module) => module.RedactionNote));
const FindInCall = late(() => import("./find-in-call").then((module) => module.FindInCall));

/** Up to so many lines are drawn in full at once. */
const ALL_AT_ONCE = 120;
/** Beyond that, the first lines are; the others when they come near the screen. */
const AT_FIRST = 40;

/** What was said. A click on a word or a time seeks; the spoken word lights up and its line stays in sight. */
export function Transcript({
  call,
  lines,
  player,
  moment,
}: {
  call: CallDetail;
  lines: readonly Line[];
  player: Player;
  moment: Moment;
}) {
  const list = useRef<HTMLOListElement>(null);
  const spoken = useSpoken(player, lines);
  const { following, follow } = useFollowing(player, list, spoken?.line);
  useClickedWords(player, list, lines.length > 0);
  const linked = useLinkedLine(moment, lines, list);
  const copy = useCopyMoment(call.id);
  const latestCopy = useRef(copy);
  latestCopy.current = copy;
  const onCopy = useCallback((ms: number) => void latestCopy.current(ms), []);
  useGrowth(call, lines, list);
  const showLine = useCallback((line: number) => show(list.current, `[data-place="${line}"]`), []);
  if (lines.length === 0) {
    return (
      <Suspense>
        <NoTranscript call={call} />
      </Suspense>
    );
  }
  const results = new Map(
    lines.flatMap(({ turn }) => (turn.role === "tool_result" && turn.tool ? [[turn.tool.id, turn] as const] : [])),
  );
  const asked = new Set(lines.flatMap(({ turn }) => (turn.role === "tool_call" && turn.tool ? [turn.tool.id] : [])));
  return (
    <>
      <Suspense>{call.redaction ? <RedactionNote redaction={call.redaction} /> : null}</Suspense>
      <Suspense fallback={<div className="mb-3 h-8 max-sm:h-10" />}>
        <FindInCall lines={lines} list={list} onShow={showLine} />
      </Suspense>
      <ol ref={list} aria-label="Transcript" className="flex max-w-[44rem] flex-col gap-1 pb-6 lg:pb-24">
        {lines.map((line, index) => {
          const { turn } = line;
          if (turn.role === "tool_result" && turn.tool && asked.has(turn.tool.id)) return null;
          if (turn.role === "tool_call" || turn.role === "tool_result") {
            return <ToolUse key={line.key} line={line} result={turn.tool ? results.get(turn.tool.id) : undefined} />;
          }
          return (
            <TranscriptLine
              key={line.key}
              line={line}
              agentName={call.agent.name}
              personName={personWord(call)}
              repeats={previousSpeaker(lines, index) === turn.role}
              place={index}
              atOnce={index < (lines.length > ALL_AT_ONCE ? AT_FIRST : lines.length)}
              linked={linked === index}
              spokenWord={spoken?.line === index ? spoken.word : undefined}
              onCopy={onCopy}
              onSeek={player.state === "none" ? undefined : player.seek}
            />
          );
        })}
      </ol>
      {player.playing && !following ? (
        <div className="pointer-events-none sticky bottom-20 flex justify-center md:bottom-6">
          <Button look="primary" className="pointer-events-auto rounded-full! shadow-overlay" onClick={follow}>
            <ArrowDownToLine aria-hidden />
            Follow the sound
          </Button>
        </div>
      ) : null}
    </>
  );
}

function previousSpeaker(lines: readonly Line[], index: number): string | undefined {
  return lines[index - 1]?.turn.role;
}

// The line being heard is scrolled to, until the reader scrolls away by hand.
function useFollowing(player: Player, list: React.RefObject<HTMLOListElement | null>, line: number | undefined) {
  const [following, setFollowing] = useState(true);
  const { playing } = player;
  useEffect(() => {
    if (!playing) return;
    setFollowing(true);
    const away = () => setFollowing(false);
    window.addEventListener("wheel", away, { passive: true });
    window.addEventListener("touchmove", away, { passive: true });
    return () => {
      window.removeEventListener("wheel", away);
      window.removeEventListener("touchmove", away);
    };
  }, [playing]);
  useEffect(() => {
    if (!playing || !following || line === undefined) return;
    show(list.current, "[data-speaking]");
  }, [playing, following, line, list]);
  return { following, follow: () => setFollowing(true) };
}

/** Farther than so many screens nobody follows with the eye, and lines on the way would be drawn for nothing. */
const FAR = 3;

function show(list: HTMLElement | null, selector: string) {
  const line = list?.querySelector(selector);
  if (!line) return;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const far = Math.abs(line.getBoundingClientRect().top) > window.innerHeight * FAR;
  line.scrollIntoView({ block: "center", behavior: still || far ? "auto" : "smooth" });
}

// One listener for a thousand words. The times beside the lines do the same for the keyboard.
function useClickedWords(player: Player, list: React.RefObject<HTMLOListElement | null>, isThere: boolean) {
  const latest = useRef(player);
  useEffect(() => {
    latest.current = player;
  });
  useEffect(() => {
    const element = list.current;
    // A call that still rings has no list yet.
    if (!isThere || !element) return;
    const clicked = (event: MouseEvent) => {
      const word = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-ms]") : null;
      // Selecting text to copy it is no wish to jump.
      if (!word || !window.getSelection()?.isCollapsed) return;
      latest.current.seek(Number(word.dataset.ms));
    };
    element.addEventListener("click", clicked);
    return () => element.removeEventListener("click", clicked);
  }, [list, isThere]);
}

// The line of a linked moment is marked and brought into sight, with or without sound.
function useLinkedLine({ ms, visits }: Moment, lines: readonly Line[], list: React.RefObject<HTMLOListElement | null>) {
  const line = ms === null ? undefined : spokenAt(lines, ms)?.line;
  // biome-ignore lint/correctness/useExhaustiveDependencies: also when its link is followed once more
  useEffect(() => {
    if (line === undefined) return;
    const frame = requestAnimationFrame(() => show(list.current, "[data-linked]"));
    return () => cancelAnimationFrame(frame);
  }, [line, list, visits]);
  return line;
}

const NEAR_BOTTOM = 240;

// While the call runs, a reader at its end, of the page or beside the list, stays at the end.
function useGrowth(call: CallDetail, lines: readonly Line[], list: React.RefObject<HTMLOListElement | null>) {
  const live = isLive(call.status);
  const count = lines.length;
  const before = useRef(count);
  useEffect(() => {
    const grew = count > before.current;
    before.current = count;
    const { scrollHeight, scrollTop, clientHeight } =
      list.current?.closest("[data-beside]") ?? document.documentElement;
    const near = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
    if (live && grew && near) list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [live, count, list]);
}
