"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { OwnSession } from "@/lib/auth/list-sessions";
import { Badge } from "../../_ui/badge";
import { Button } from "../../_ui/button";
import { send } from "../../_ui/data/fetcher";
import { Card, Section } from "../../_ui/section";
import { Time } from "../../_ui/time";
import { toastDone, toastError } from "../../_ui/toast";

/** Where one is signed in, with a way to end each session or all others. */
export function SessionsSection({ sessions, isOperator }: { sessions: OwnSession[]; isOperator: boolean }) {
  const router = useRouter();
  const [ending, setEnding] = useState<string | null>(null);
  const end = async (id: string, path: string, done: string) => {
    setEnding(id);
    try {
      await send("DELETE", path);
      toastDone(done);
      router.refresh();
    } catch (error) {
      toastError(error);
    } finally {
      setEnding(null);
    }
  };
  const others = sessions.filter(({ is_current }) => !is_current);
  return (
    <Section
      title="Where you are signed in"
      hint={
        isOperator
          ? "An operator's session ends by itself after 12 hours, or 1 hour unused."
          : "A session ends by itself after 30 days, or 7 days unused."
      }
      actions={
        others.length > 0 ? (
          <Button
            pending={ending === "others"}
            onClick={() => void end("others", "/api/auth/sessions", "You are signed out everywhere else")}
          >
            Sign out everywhere else
          </Button>
        ) : null
      }
    >
      <Card flush>
        <ul>
          {sessions.map((session) => (
            <li
              key={session.id}
              className="flex min-h-14 items-center justify-between gap-4 border-line border-b px-4 py-2 text-13 last:border-b-0"
            >
              <div className="min-w-0">
                <p className="flex flex-wrap items-center gap-x-2 font-medium">
                  {session.device || "Unknown device"}
                  {session.is_current ? <Badge tone="accent">This one</Badge> : null}
                </p>
                <p className="mt-0.5 text-faint">
                  {session.address ? `${session.address} · ` : null}
                  last used <Time at={session.seen_at} /> · since <Time at={session.begun_at} as="day" />
                </p>
              </div>
              {session.is_current ? null : (
                <Button
                  size="small"
                  pending={ending === session.id}
                  aria-label={`Sign out ${session.device || "the unknown device"}`}
                  onClick={() => void end(session.id, `/api/auth/sessions/${session.id}`, "That session has ended")}
                >
                  Sign out
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
