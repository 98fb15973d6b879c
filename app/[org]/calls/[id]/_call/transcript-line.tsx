import clsx from "clsx";
import { Link2 } from "lucide-react";
import { Fragment, memo, useRef } from "react";
import { formatDuration } from "@/app/_ui/format/format-duration";
import { useFormat } from "@/app/_ui/format/use-format";
import type { Turn } from "@/lib/voice/provider";
import type { Line, Wait } from "./conversation-timeline";
import { useNear } from "./use-near";

const SPEAKER: Partial<Record<Turn["role"], string>> = {
  transfer_target: "Transfer",
  system: "System",
  note: "Note",
};

const SLOW_MS = 1500;
const VERY_SLOW_MS = 3000;
/** A reply as slow as this fills the bar. */
const FULL_BAR_MS = 4000;

/** One utterance: its time, who spoke, the words. Rendered again only when its own spoken word changes. */
export const TranscriptLine = memo(function TranscriptLine({
  line,
  agentName,
  personName,
  repeats,
  place,
  atOnce,
  linked,
  spokenWord,
  onSeek,
  onCopy,
}: {
  line: Line;
  agentName: string;
  /** who speaks with the agent */
  personName: string;
  /** the same speaker goes on: the name is not said again */
  repeats: boolean;
  /** its index in the conversation */
  place: number;
  /** drawn in full before it comes near the screen: every word an element that can be clicked, every time a button */
  atOnce: boolean;
  /** the address points here */
  linked: boolean;
  /** index of the word being heard, -1 between words, undefined when another line is */
  spokenWord: number | undefined;
  onSeek: ((ms: number) => void) | undefined;
  onCopy: (ms: number) => void;
}) {
  const { turn, start_ms, wait } = line;
  const speaking = spokenWord !== undefined;
  const own = useRef<HTMLLIElement>(null);
  // Ten thousands of words would make the page crawl, and only those near the screen can be clicked.
  const whole = useNear(own, atOnce || speaking);
  const aside = turn.role === "system" || turn.role === "note";
  return (
    <li
      ref={own}
      data-speaking={speaking || undefined}
      data-linked={linked || undefined}
      data-place={place}
      data-role={turn.role}
      className={clsx(
        "group/line [contain-intrinsic-size:auto_3.5rem] [content-visibility:auto] -mx-3 grid scroll-mt-56 grid-cols-[2.5rem_minmax(0,1fr)] gap-x-3 sm:grid-cols-[3rem_minmax(0,1fr)_1.5rem] rounded-card px-3 py-1.5 transition-colors duration-150",
        speaking && "bg-accent-soft",
        linked && "outline outline-accent-line -outline-offset-1",
      )}
    >
      <span className="flex flex-col items-start gap-1 pt-[3px]">
        <Moment at={start_ms} onSeek={whole ? onSeek : undefined} />
        {wait && whole ? <Latency wait={wait} /> : null}
      </span>
      <div className="min-w-0">
        {repeats || aside ? null : (
          <p
            className={clsx(
              "font-medium text-13",
              turn.role === "agent"
                ? "text-speaker-agent"
                : turn.role === "caller"
                  ? "text-speaker-caller"
                  : "text-muted",
            )}
          >
            {turn.role === "agent"
              ? agentName
              : turn.role === "caller"
                ? personName
                : (SPEAKER[turn.role] ?? turn.role)}
            {wait ? <Waited {...wait} /> : null}
            {line.interrupts ? <span className="ml-2 font-normal text-12 text-faint">interrupts</span> : null}
          </p>
        )}
        <p data-said className={clsx(aside ? "text-13 text-faint italic" : "text-16 leading-7")}>
          {line.words.length === 0 || !whole
            ? turn.text
            : // How a word looks is said once, in globals.css: there are tens of thousands.
              line.words.map((word, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: words have a place and nothing else
                <Fragment key={index}>
                  {index > 0 ? " " : ""}
                  <span data-ms={onSeek ? word.start_ms : undefined} data-spoken={index === spokenWord || undefined}>
                    {word.text}
                  </span>
                </Fragment>
              ))}
        </p>
      </div>
      {start_ms === null || !whole ? null : <CopyLink at={start_ms} onCopy={onCopy} />}
    </li>
  );
});

function Moment({ at, onSeek }: { at: number | null; onSeek: ((ms: number) => void) | undefined }) {
  if (at === null) return null;
  const text = formatDuration(at);
  if (!onSeek) return <span className="tabular text-12 text-faint">{text}</span>;
  return (
    <button
      type="button"
      aria-label={`Play from ${text}`}
      onClick={() => onSeek(at)}
      className="tabular rounded-[3px] text-12 text-faint hover:text-accent hover:underline"
    >
      {text}
    </button>
  );
}

/** Shown when the line is pointed at or reached by keyboard. */
function CopyLink({ at, onCopy }: { at: number; onCopy: (ms: number) => void }) {
  return (
    <button
      type="button"
      aria-label={`Copy link to ${formatDuration(at)}`}
      onClick={() => onCopy(at)}
      className="grid size-6 place-items-center rounded-[3px] text-faint opacity-0 hover:bg-pressed hover:text-ink focus-visible:opacity-100 group-hover/line:opacity-100 max-sm:hidden"
    >
      <Link2 aria-hidden className="size-3.5" />
    </button>
  );
}

const toneOf = (ms: number) => (ms >= VERY_SLOW_MS ? "bad" : ms >= SLOW_MS ? "warn" : "fine");

/** How long the agent let the caller wait, in figures beside its name. The time a tool took is the tool's: no tone of it. */
function Waited({ total_ms, tool_ms }: Wait) {
  const { latency } = useFormat();
  const waited = latency(total_ms);
  const tool = tool_ms === null ? ", with a tool call" : tool_ms > 0 ? `, of which ${latency(tool_ms)} for a tool` : "";
  return (
    <span
      title={`Answered after ${waited}${tool}`}
      className={clsx(
        "tabular ml-2 font-normal text-12",
        { bad: "text-bad", warn: "text-warn", fine: "text-faint" }[toneOf(tool_ms === null ? 0 : total_ms - tool_ms)],
      )}
    >
      <span className="sr-only">answered </span>after {waited}
      {tool}
    </span>
  );
}

/** The agent's own part of it as a bar in the margin: the slow ones are found without reading. */
function Latency({ wait: { total_ms, tool_ms } }: { wait: Wait }) {
  if (tool_ms === null) return null;
  const ms = total_ms - tool_ms;
  return (
    <span aria-hidden className="block h-[3px] w-9 rounded-full bg-pressed">
      <span
        className={clsx(
          "block h-full min-w-[2px] rounded-full",
          { bad: "bg-bad-mark", warn: "bg-warn-mark", fine: "bg-chart-line" }[toneOf(ms)],
        )}
        style={{ width: `${Math.min(100, (ms / FULL_BAR_MS) * 100)}%` }}
      />
    </span>
  );
}
