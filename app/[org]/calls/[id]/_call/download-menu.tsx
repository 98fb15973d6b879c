"use client";

import { Download } from "lucide-react";
import { useMemo, useState } from "react";
import { personWord } from "@/app/_ui/calls/person-word";
import { ApiError } from "@/app/_ui/data/api-error";
import { Menu, MenuItem, MenuLabel } from "@/app/_ui/dropdown-menu";
import { useOrg } from "@/app/_ui/frame/org-context";
import { IconButton } from "@/app/_ui/icon-button";
import { Spinner } from "@/app/_ui/spinner";
import { toastError } from "@/app/_ui/toast";
import type { CallDetail } from "@/lib/calls/get-call";
import { agentChannelOf } from "./channels";
import type { Line } from "./conversation-timeline";

type Track = { label: string; query: string };

const WHOLE: Track = { label: "Whole recording", query: "" };

/** The recording as files: whole, and each speaker alone where each was recorded on a channel of their own. */
export function DownloadMenu({
  call,
  lines,
  peaks,
  durationMs,
}: {
  call: CallDetail;
  lines: readonly Line[];
  peaks: readonly (readonly number[])[] | undefined;
  durationMs: number;
}) {
  const { api } = useOrg();
  const [saving, setSaving] = useState(false);
  const tracks = useMemo(
    () =>
      call.recording_channels === 2
        ? tracksOf(peaks ? agentChannelOf(peaks, lines, durationMs) : null, personWord(call))
        : [WHOLE],
    [call, peaks, lines, durationMs],
  );
  const keep = async ({ query }: Track) => {
    if (saving) return;
    setSaving(true);
    try {
      await save(`${api}/calls/${call.id}/recording?as=file${query}`);
    } catch (error) {
      toastError(error);
    } finally {
      setSaving(false);
    }
  };
  return (
    <Menu
      trigger={
        // Not disabled meanwhile: the menu hands the focus back to it.
        <IconButton label="Download the recording" aria-busy={saving}>
          {saving ? <Spinner /> : <Download />}
        </IconButton>
      }
    >
      <MenuLabel>Download</MenuLabel>
      {tracks.map((track) => (
        <MenuItem key={track.label} onSelect={() => void keep(track)}>
          {track.label}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** Sides instead of people where the sound does not tell who is where. */
function tracksOf(agent: 0 | 1 | null, person: string): Track[] {
  const both = { ...WHOLE, query: "&channels=stereo" };
  if (agent === null) {
    return [
      both,
      { label: "Left channel alone", query: "&track=left" },
      { label: "Right channel alone", query: "&track=right" },
    ];
  }
  const [ofAgent, ofPerson] = agent === 0 ? ["left", "right"] : ["right", "left"];
  return [
    both,
    { label: `${person} alone`, query: `&track=${ofPerson}&speaker=caller` },
    { label: "Agent alone", query: `&track=${ofAgent}&speaker=agent` },
  ];
}

// Fetched rather than followed as a link: what the vendor no longer has would be kept as a file that says so.
async function save(address: string): Promise<void> {
  const answer = await fetch(address);
  if (!answer.ok) throw await ApiError.from(answer);
  const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name ?? "recording.wav";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
