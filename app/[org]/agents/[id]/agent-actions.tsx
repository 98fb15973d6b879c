"use client";

import { Pause, Pencil, Play, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { Suspense } from "react";
import { late } from "@/app/_ui/late";
import type { AgentDetail } from "@/lib/agents/get-agent";
import { Button } from "../../../_ui/button";
import { ConfirmDialog } from "../../../_ui/confirm-dialog";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { useOrg } from "../../../_ui/frame/org-context";
import { toastDone } from "../../../_ui/toast";

const EditAgent = late(() => import("./edit-agent").then((module) => module.EditAgent));

/** What can be done with an agent. Pausing can be undone, so it happens at once; deleting asks. */
export function AgentActions({ agent }: { agent: AgentDetail }) {
  const { org } = useOrg();
  const router = useRouter();
  const touched = () => ["/agents", "/overview", `/agents/${agent.id}`];
  const pause = useMutationApi<{ paused: boolean }>({
    method: "POST",
    path: () => `/agents/${agent.id}/pause`,
    body: () => undefined,
    invalidates: touched,
  });
  const resume = useMutationApi<Record<string, never>>({
    method: "DELETE",
    path: () => `/agents/${agent.id}/pause`,
    invalidates: touched,
  });
  const remove = useMutationApi<Record<string, never>>({
    method: "DELETE",
    path: () => `/agents/${agent.id}`,
    invalidates: () => ["/agents", "/overview"],
    toastErrors: false,
  });
  const edit = (
    <Button>
      <Pencil aria-hidden />
      Edit
    </Button>
  );
  const isPaused = agent.status === "paused";
  return (
    <>
      <Suspense fallback={edit}>
        <EditAgent agent={agent} trigger={edit} />
      </Suspense>
      {isPaused ? (
        <Button
          pending={resume.pending}
          onClick={() =>
            resume.run({}).then(
              () => toastDone("Resumed. Kept deliveries are being applied."),
              () => undefined,
            )
          }
        >
          <Play aria-hidden />
          Resume
        </Button>
      ) : (
        <Button
          pending={pause.pending}
          onClick={() =>
            pause.run({ paused: true }).then(
              () => toastDone("Paused. Deliveries are kept."),
              () => undefined,
            )
          }
        >
          <Pause aria-hidden />
          Pause
        </Button>
      )}
      <ConfirmDialog
        title={`Delete ${agent.name}?`}
        action="Delete the agent"
        typed={agent.name}
        loses={
          <>
            Within five seconds its address takes no more deliveries, and its secret is forgotten: calls from then on
            are lost. The calls and deliveries that are here stay.
          </>
        }
        trigger={
          <Button look="ghost">
            <Trash2 aria-hidden />
            Delete
          </Button>
        }
        onConfirm={async () => {
          await remove.run({});
          toastDone(`${agent.name} was deleted.`);
          router.push(`/${org.slug}/agents`);
        }}
      />
    </>
  );
}
