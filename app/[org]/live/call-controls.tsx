"use client";

import clsx from "clsx";
import { Ear, EarOff, Lightbulb, MessageSquareText, Mic, MicOff, PhoneForwarded, PhoneOff } from "lucide-react";
import dynamic from "next/dynamic";
import { type ComponentProps, useState } from "react";
import type { LiveCall } from "@/lib/calls/list-live-calls";
import type { Steering } from "@/lib/calls/steering/steer-call";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { toastDone } from "../../_ui/toast";
import { useListening } from "./listen";

// Most visits only look: what asks for words or a number comes when it is wanted.
const SteerDialog = dynamic(() => import("./steer-dialog").then((module) => module.SteerDialog));

export type Asked = "say" | "hint" | "transfer" | "end";

const DONE: Record<Steering["action"], string> = {
  say: "The agent says it now.",
  hint: "The agent knows it now. The caller did not hear it.",
  mute: "The agent is silent.",
  unmute: "The agent may speak again.",
  transfer: "The call is being transferred.",
  end: "The call is ending.",
};

/** Listening to a call under way and stepping in, where its vendor allows that (Vapi). */
export function CallControls({ call }: { call: LiveCall }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const muted = call.is_muted;
  const { state, listen, stop } = useListening();
  const steering = useMutationApi<Steering>({
    method: "POST",
    path: () => `/calls/${call.id}/controls`,
    optimistic: ({ action }) =>
      action === "mute" || action === "unmute"
        ? [{ path: "/calls/live", change: (live) => withMuted(live as Live | undefined, call.id, action === "mute") }]
        : [],
  });
  const listening = useMutationApi<Record<string, never>, { url: string }>({
    method: "POST",
    path: () => `/calls/${call.id}/listeners`,
  });
  const steer = async (input: Steering) => {
    await steering.run(input);
    void toastDone(DONE[input.action]);
  };
  const hear = async () => {
    if (state !== "silent") return stop();
    listen((await listening.run({})).url);
  };
  const ignore = () => undefined;

  return (
    <fieldset className="relative z-10 flex items-center justify-between border-line border-t px-2 py-1.5">
      <legend className="sr-only">Step in</legend>
      <Control
        word={state === "silent" ? "Listen" : state === "connecting" ? "Connecting" : "Stop"}
        label={
          state === "silent" ? "Listen in" : state === "connecting" ? "Connecting, stop listening" : "Stop listening"
        }
        aria-pressed={state !== "silent"}
        disabled={listening.pending}
        onClick={() => void hear().catch(ignore)}
      >
        {state === "silent" ? <Ear /> : <EarOff />}
      </Control>
      <Control word="Say" label="Have the agent say something" onClick={() => setAsked("say")}>
        <MessageSquareText />
      </Control>
      <Control word="Hint" label="Give the agent a hint" onClick={() => setAsked("hint")}>
        <Lightbulb />
      </Control>
      <Control
        word={muted ? "Unmute" : "Mute"}
        label={muted ? "Unmute the agent" : "Mute the agent"}
        aria-pressed={muted}
        disabled={steering.pending}
        onClick={() => void steer({ action: muted ? "unmute" : "mute" }).catch(ignore)}
      >
        {muted ? <Mic /> : <MicOff />}
      </Control>
      <Control word="Transfer" label="Transfer the call" onClick={() => setAsked("transfer")}>
        <PhoneForwarded />
      </Control>
      <Control word="End" label="End the call" className="text-bad!" onClick={() => setAsked("end")}>
        <PhoneOff />
      </Control>
      <span aria-live="polite" className="sr-only">
        {state === "listening" ? "Listening" : ""}
      </span>
      {asked ? <SteerDialog asked={asked} onClose={() => setAsked(null)} onSteer={steer} /> : null}
    </fieldset>
  );
}

type Live = { data: LiveCall[] };

function withMuted(live: Live | undefined, id: string, is_muted: boolean): Live | undefined {
  return live && { ...live, data: live.data.map((call) => (call.id === id ? { ...call, is_muted } : call)) };
}

/** An icon over its word: what one does to somebody's call is not guessed from a picture. `label` says it whole. */
function Control({
  word,
  label,
  className,
  children,
  ...rest
}: ComponentProps<"button"> & { word: string; label: string }) {
  return (
    <button
      {...rest}
      type="button"
      aria-label={label}
      title={label}
      className={clsx(
        "flex min-w-12 flex-col items-center gap-0.5 rounded-control px-1 py-1 text-12 text-muted transition-colors duration-100 hover:bg-hover hover:text-ink disabled:opacity-50 aria-pressed:text-accent max-sm:min-h-11 [&_svg]:size-4",
        className,
      )}
    >
      {children}
      {word}
    </button>
  );
}
