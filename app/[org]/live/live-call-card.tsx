"use client";

import clsx from "clsx";
import { Link } from "@/app/_ui/link";
import { CallOutcome, isLive } from "../../_ui/calls/call-outcome";
import { OtherParty } from "../../_ui/calls/other-party";
import { personWord } from "../../_ui/calls/person-word";
import { Duration, Elapsed } from "../../_ui/duration";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { Money } from "../../_ui/money";
import { ProviderMark } from "../../_ui/provider-mark";
import { CallControls } from "./call-controls";
import type { LiveCard } from "./use-settling";

/** One call: who, with which agent, how long, and the newest of what was said. */
export function LiveCallCard({ card: { call, over } }: { card: LiveCard }) {
  const { org } = useOrg();
  const can = useCan();
  return (
    <li
      className={clsx(
        "relative flex h-80 flex-col overflow-clip rounded-card border bg-surface transition-colors duration-150",
        over ? "border-line" : "animate-overlay border-line-strong",
      )}
    >
      <div className="flex items-start justify-between gap-3 border-line border-b px-4 py-3">
        <div className="min-w-0">
          <Link
            href={`/${org.slug}/calls/${call.id}`}
            className="font-semibold text-14 after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
          >
            <OtherParty call={call} />
          </Link>
          <p className="mt-0.5 flex items-center gap-1.5 text-13 text-muted">
            <ProviderMark provider={call.provider} bare />
            <span className="truncate">{call.agent.name}</span>
          </p>
        </div>
        <div className="shrink-0 text-right text-13">
          <CallOutcome call={call} />
          <p className="mt-0.5 text-muted">
            {isLive(call) ? (
              <Elapsed since={call.started_at} />
            ) : (
              <>
                <Duration ms={call.duration_ms} />
                {call.cost_micros === null ? null : (
                  <>
                    {" · "}
                    <Money micros={call.cost_micros} currency={call.cost_currency ?? org.currency} />
                  </>
                )}
              </>
            )}
          </p>
        </div>
      </div>
      {/* Reversed, so that the newest words stay in view without a script; few words stand at the top. */}
      <div
        aria-live="polite"
        className={clsx(
          "flex min-h-0 flex-1 flex-col-reverse overflow-hidden px-4 pb-3 transition-opacity duration-150 [mask-image:linear-gradient(to_bottom,transparent,black_0.75rem)]",
          over && "opacity-60",
        )}
      >
        {call.turns.length === 0 ? (
          <p className="m-auto text-13 text-faint">
            {call.is_hidden
              ? "What is said is hidden from viewers."
              : over
                ? "Nothing was said."
                : "Nothing has been said yet."}
          </p>
        ) : (
          <div className="mb-auto flex flex-col gap-2.5 pt-3">
            {call.turns.map((turn, index) => (
              <p
                // biome-ignore lint/suspicious/noArrayIndexKey: turns have no id; counted from the first they keep their place
                key={call.earlier_turns + index}
                className="max-w-[60ch] text-14"
              >
                <span
                  className={clsx(
                    "mr-2 font-medium text-12",
                    turn.role === "agent" ? "text-speaker-agent" : "text-speaker-caller",
                  )}
                >
                  {turn.role === "agent" ? "Agent" : personWord(call)}
                </span>
                {turn.text}
              </p>
            ))}
          </div>
        )}
      </div>
      {call.status === "in_progress" && !over && can("calls.steer") ? (
        call.provider === "vapi" ? (
          <CallControls call={call} />
        ) : (
          <p className="border-line border-t px-4 py-2 text-12 text-faint">
            Listening in and stepping in work with Vapi calls only.
          </p>
        )
      ) : null}
    </li>
  );
}
