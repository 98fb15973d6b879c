"use client";

import clsx from "clsx";
import { FastForward, FileAudio, Pause, Play, RotateCcw, RotateCw } from "lucide-react";
import { type ReactNode, Suspense, useState } from "react";
import { Button } from "@/app/_ui/button";
import { personWord } from "@/app/_ui/calls/person-word";
import { formatDuration } from "@/app/_ui/format/format-duration";
import { IconButton } from "@/app/_ui/icon-button";
import { late } from "@/app/_ui/late";
import { Card } from "@/app/_ui/section";
import { Spinner } from "@/app/_ui/spinner";
import type { CallDetail } from "@/lib/calls/get-call";
import { isLive } from "./caller-of";
import type { Heard } from "./channels";
import type { Line } from "./conversation-timeline";
import { CopyMomentLink } from "./copy-moment-link";
import { lengthOfSilences, type Silences } from "./silences";
import { type Player, usePosition } from "./use-player";
import { RATES, usePlayerKeys } from "./use-player-keys";
import { useSilenceSkipping } from "./use-silence-skipping";
import { useWaveform } from "./use-waveform";
import { Waveform } from "./waveform";

const DownloadMenu = late(() => import("./download-menu").then((module) => module.DownloadMenu));
const ChannelSwitch = late(() => import("./channel-switch").then((module) => module.ChannelSwitch));

const SKIP_MS = 10_000;
const NONE: Silences = [];

/** The recording: waveform in the speakers' colours and the few controls a listener uses. Stays in sight while reading. */
export function PlayerBar({
  call,
  lines,
  player,
  heard,
  onHeard,
}: {
  call: CallDetail;
  lines: readonly Line[];
  player: Player;
  heard: Heard;
  onHeard: (heard: Heard) => void;
}) {
  const [skipping, setSkipping] = useState(false);
  const waveform = useWaveform(call.id, player.state === "failed" ? null : player.src);
  const silences = waveform?.silences ?? NONE;
  usePlayerKeys(player, SKIP_MS);
  useSilenceSkipping(player, silences, skipping);
  if (player.state === "none") return <NoRecording call={call} />;
  if (player.state === "failed") return <FailedRecording player={player} />;
  return (
    <div className="sticky top-12 z-10 -mx-4 bg-canvas px-4 pt-1 pb-2 md:-mx-1 md:px-1">
      <Card className="@container flex flex-col gap-2 p-3!">
        <Waveform player={player} lines={lines} measured={waveform} />
        <Controls
          player={player}
          callId={call.id}
          silences={silences}
          skipping={skipping}
          onSkipping={() => setSkipping((on) => !on)}
          download={
            <Suspense fallback={<span className="size-8 max-sm:size-10" />}>
              <DownloadMenu call={call} lines={lines} peaks={waveform?.peaks} durationMs={player.durationMs} />
            </Suspense>
          }
          channels={
            call.recording_channels === 2 ? (
              <Suspense>
                <ChannelSwitch
                  player={player}
                  lines={lines}
                  peaks={waveform?.peaks}
                  person={personWord(call)}
                  heard={heard}
                  onHeard={onHeard}
                />
              </Suspense>
            ) : null
          }
        />
      </Card>
    </div>
  );
}

function Controls({
  player,
  callId,
  silences,
  skipping,
  onSkipping,
  download,
  channels,
}: {
  player: Player;
  callId: string;
  silences: Silences;
  skipping: boolean;
  onSkipping: () => void;
  download: ReactNode;
  channels: ReactNode;
}) {
  const position = usePosition(player, 250);
  const loading = player.state === "loading";
  const nextRate = RATES[(RATES.indexOf(player.rate) + 1) % RATES.length] ?? 1;
  return (
    <div className="flex flex-wrap items-center gap-1 gap-y-2">
      <Button
        look="primary"
        onClick={player.toggle}
        aria-label={player.playing ? "Pause" : "Play"}
        className="aspect-square w-9 px-0! max-sm:w-11"
      >
        {loading ? <Spinner /> : player.playing ? <Pause aria-hidden /> : <Play aria-hidden />}
      </Button>
      <IconButton label="Back 10 seconds" shortcut="←" onClick={() => player.skip(-SKIP_MS)}>
        <RotateCcw />
      </IconButton>
      <IconButton label="Forward 10 seconds" shortcut="→" onClick={() => player.skip(SKIP_MS)}>
        <RotateCw />
      </IconButton>
      {/* Where there is little room (a phone, a call beside the list) under the ends of the waveform, so that the buttons fit beside each other. */}
      <span
        className="tabular @max-lg:-mt-1 ml-1 whitespace-nowrap text-13 text-muted @max-lg:order-first @max-lg:ml-0 @max-lg:flex @max-lg:w-full @max-lg:justify-between @max-lg:text-12"
        data-testid="position"
      >
        {formatDuration(position)}{" "}
        <span className="text-faint">
          <span className="@max-lg:hidden">/ </span>
          {formatDuration(player.durationMs)}
        </span>
      </span>
      {channels ? <span className="ml-auto @max-2xl:order-last @max-2xl:w-full">{channels}</span> : null}
      <span className={clsx("flex items-center gap-1", channels ? "@max-2xl:ml-auto" : "ml-auto")}>
        {silences.length > 0 ? (
          <Button
            look="ghost"
            size="small"
            aria-pressed={skipping}
            aria-label="Skip silence"
            title={`Skip silence: ${formatDuration(lengthOfSilences(silences))} in which nobody speaks`}
            className={skipping ? "bg-accent-soft! text-accent!" : undefined}
            onClick={onSkipping}
          >
            <FastForward aria-hidden />
            <span className="@max-lg:hidden">Skip silence</span>
          </Button>
        ) : null}
        <Button
          look="ghost"
          size="small"
          className="tabular min-w-11"
          aria-label={`Speed ${player.rate}×, change to ${nextRate}×`}
          onClick={() => player.setRate(nextRate)}
        >
          {player.rate}×
        </Button>
        <CopyMomentLink player={player} callId={callId} />
        {download}
      </span>
    </div>
  );
}

function NoRecording({ call }: { call: CallDetail }) {
  const words = isLive(call.status)
    ? "The recording comes when the call has ended. The transcript grows below."
    : call.status === "not_connected"
      ? "Nobody picked up, so there is nothing to hear."
      : call.redaction
        ? "The vendor keeps no recording of this call, as its agent is set to."
        : "The vendor sent no recording of this call.";
  return (
    <Card className="flex items-center gap-3 text-13 text-muted">
      <FileAudio aria-hidden className="size-4 shrink-0 text-faint" />
      {words}
    </Card>
  );
}

function FailedRecording({ player }: { player: Player }) {
  const gone = player.problem?.code === "not_found";
  return (
    <div role="alert">
      <Card className="flex flex-wrap items-center gap-3 text-13 text-muted">
        <FileAudio aria-hidden className="size-4 shrink-0 text-bad-mark" />
        <span className="min-w-0 flex-1 basis-60">
          {player.problem?.message ?? "The recording could not be played."}
          {player.problem?.requestId ? (
            <code className="ml-2 font-mono text-12 text-faint">{player.problem.requestId}</code>
          ) : null}
        </span>
        {gone ? null : <Button onClick={player.retry}>Try again</Button>}
      </Card>
    </div>
  );
}
