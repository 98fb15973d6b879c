"use client";

import { Ear, EarOff, Lightbulb, MessageSquareText, Mic, MicOff, PhoneForwarded, PhoneOff } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { LiveCall } from "@/lib/calls/list-live-calls";
import type { Steering } from "@/lib/calls/steering/steer-call";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { IconButton } from "../../_ui/icon-button";
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
  const [muted, setMuted] = useState(false);
  const { state, listen, stop } = useListening();
  const steering = useMutationApi<Steering>({ method: "POST", path: () => `/calls/${call.id}/controls` });
  const listening = useMutationApi<Record<string, never>, { url: string }>({
    method: "POST",
    path: () => `/calls/${call.id}/listeners`,
  });
  const steer = async (input: Steering) => {
    await steering.run(input);
    void toastDone(DONE[input.action]);
  };
  const toggleMute = async () => {
    await steer({ action: muted ? "unmute" : "mute" });
    setMuted(!muted);
  };
  const hear = async () => {
    if (state !== "silent") return stop();
    listen((await listening.run({})).url);
  };
  const ignore = () => undefined;

  return (
    <fieldset className="relative z-10 flex items-center gap-1 border-line border-t px-3 py-1.5">
      <legend className="sr-only">Step in</legend>
      <IconButton
        label={state === "silent" ? "Listen in" : "Stop listening"}
        aria-pressed={state !== "silent"}
        disabled={listening.pending}
        onClick={() => void hear().catch(ignore)}
      >
        {state === "silent" ? <Ear /> : <EarOff />}
      </IconButton>
      <span aria-live="polite" className="mr-auto text-12 text-muted">
        {state === "connecting" ? "Connecting …" : state === "listening" ? "Listening" : ""}
      </span>
      <IconButton label="Have the agent say something" onClick={() => setAsked("say")}>
        <MessageSquareText />
      </IconButton>
      <IconButton label="Give the agent a hint" onClick={() => setAsked("hint")}>
        <Lightbulb />
      </IconButton>
      <IconButton
        label={muted ? "Let the agent speak" : "Silence the agent"}
        aria-pressed={muted}
        disabled={steering.pending}
        onClick={() => void toggleMute().catch(ignore)}
      >
        {muted ? <Mic /> : <MicOff />}
      </IconButton>
      <IconButton label="Transfer the call" onClick={() => setAsked("transfer")}>
        <PhoneForwarded />
      </IconButton>
      <IconButton label="End the call" className="text-bad!" onClick={() => setAsked("end")}>
        <PhoneOff />
      </IconButton>
      {asked ? <SteerDialog asked={asked} onClose={() => setAsked(null)} onSteer={steer} /> : null}
    </fieldset>
  );
}
