"use client";

import { useMemo } from "react";
import { Segmented } from "@/app/_ui/segmented";
import { agentChannelOf, type Heard } from "./channels";
import type { Line } from "./conversation-timeline";
import { useHeardChannel } from "./use-heard-channel";
import type { Player } from "./use-player";

/** Everybody, the person alone or the agent alone; sides instead of people where the sound does not tell who is where. */
export function ChannelSwitch({
  player,
  lines,
  peaks,
  person,
  heard,
  onHeard,
}: {
  player: Player;
  lines: readonly Line[];
  peaks: readonly (readonly number[])[] | undefined;
  /** who speaks with the agent */
  person: string;
  heard: Heard;
  onHeard: (heard: Heard) => void;
}) {
  useHeardChannel(player.audio, heard);
  const agent = useMemo(
    () => (peaks ? agentChannelOf(peaks, lines, player.durationMs) : null),
    [peaks, lines, player.durationMs],
  );
  const channels = [
    { value: "0", label: agent === null ? "Left" : agent === 0 ? "Agent" : person },
    { value: "1", label: agent === null ? "Right" : agent === 1 ? "Agent" : person },
  ];
  return (
    <Segmented
      label="Who is heard"
      spread
      segments={[{ value: "both", label: "Both" }, ...(agent === 0 ? channels.toReversed() : channels)]}
      value={String(heard)}
      onChange={(value) => onHeard(value === "0" ? 0 : value === "1" ? 1 : "both")}
    />
  );
}
