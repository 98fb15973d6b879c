"use client";

import { useLive } from "../data/live-context";
import { Status } from "../status";
import { Time } from "../time";
import { Tooltip } from "../tooltip";

/** Whether what is on screen follows events as they happen. */
export function LiveIndicator() {
  const { state, since } = useLive();
  const look = {
    connecting: { tone: "neutral", shape: "ring", word: "Connecting", hint: "Opening the live connection" },
    connected: { tone: "good", shape: "dot", word: "Live", hint: "Events arrive as they happen" },
    reconnecting: {
      tone: "warn",
      shape: "ring",
      word: "Reconnecting",
      hint: "Missed events are fetched once the connection is back",
    },
    offline: { tone: "bad", shape: "square", word: "Offline", hint: "Showing the last known state" },
  } as const;
  const { tone, shape, word, hint } = look[state];
  return (
    <Tooltip content={hint}>
      <span role="status" data-live={state} className="rounded-control px-2 py-1 text-12 text-muted">
        <Status tone={tone} shape={shape}>
          <span className="max-md:sr-only">
            {word}
            {state === "offline" ? (
              <>
                {" since "}
                <Time at={since} as="clock" />
              </>
            ) : null}
          </span>
        </Status>
        <span className="sr-only">. {hint}</span>
      </span>
    </Tooltip>
  );
}
