import { Suspense } from "react";
import type { ListedCall } from "@/lib/calls/listed-call";
import type { Tone } from "../badge";
import { late } from "../late";
import { Status } from "../status";

const DisconnectionLabel = late(() => import("./disconnection-label").then((module) => module.DisconnectionLabel));

type Told = Pick<ListedCall, "status" | "direction" | "disconnection_reason" | "successful">;

type Look = { word: string; tone: Tone; shape: "dot" | "ring" | "square"; live?: boolean };

const STATUS: Record<ListedCall["status"], Look> = {
  registered: { word: "Ringing", tone: "info", shape: "ring", live: true },
  ringing: { word: "Ringing", tone: "info", shape: "ring", live: true },
  in_progress: { word: "In conversation", tone: "info", shape: "dot", live: true },
  ended: { word: "Ended", tone: "neutral", shape: "dot" },
  not_connected: { word: "Not connected", tone: "neutral", shape: "ring" },
  error: { word: "Failed", tone: "bad", shape: "square" },
};

/** Where a call stands, or how it ended, in words; the vendor's own word on hover. */
export function CallOutcome({ call }: { call: Told }) {
  const look = STATUS[call.status];
  const reason = call.disconnection_reason;
  return (
    <Status
      tone={call.status === "ended" ? toneOf(call.successful) : look.tone}
      shape={look.shape}
      live={look.live ?? false}
      {...(reason ? { title: reason } : {})}
    >
      {reason && !look.live ? (
        <Suspense fallback={look.word}>
          <DisconnectionLabel call={call} />
        </Suspense>
      ) : (
        look.word
      )}
    </Status>
  );
}

function toneOf(successful: boolean | null): Tone {
  if (successful === null) return "neutral";
  return successful ? "good" : "warn";
}

/** Whether the conversation reached its aim, in a word. */
export function CallSuccess({ call }: { call: Pick<ListedCall, "successful" | "voicemail"> }) {
  if (call.voicemail) return <span className="text-muted">Voicemail</span>;
  if (call.successful === null) return <span className="text-faint">–</span>;
  return call.successful ? (
    <span className="text-good">Successful</span>
  ) : (
    <span className="text-warn">Unsuccessful</span>
  );
}

/** Whether a call is still under way. */
export function isLive(call: Pick<ListedCall, "status">): boolean {
  return STATUS[call.status].live === true;
}
