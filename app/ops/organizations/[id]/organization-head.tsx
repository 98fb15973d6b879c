"use client";

import { ShieldAlert } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { Suspense, useState } from "react";
import { KEPT_DAYS } from "@/lib/keys/kept-days";
import type { OrganizationDetail } from "@/lib/ops/organization-detail";
import { Badge } from "../../../_ui/badge";
import { Button } from "../../../_ui/button";
import { ConfirmDialog } from "../../../_ui/confirm-dialog";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { formatCount } from "../../../_ui/format/format-count";
import { Initial } from "../../../_ui/initial";
import { late } from "../../../_ui/late";
import { LinkButton } from "../../../_ui/link-button";
import { Time } from "../../../_ui/time";
import { toastDone } from "../../../_ui/toast";

const VisitDialog = late(() => import("./visit-dialog").then((module) => module.VisitDialog));
const SuspendDialog = late(() => import("./suspend-dialog").then((module) => module.SuspendDialog));

/** Whose page this is, whether anything is wrong with it, and what may be done with all of it. */
export function OrganizationHead({
  organization,
  me,
}: {
  organization: OrganizationDetail;
  /** The operator who looks. */
  me: string;
}) {
  const { id, name, slug, suspended_at, deleted_at, visits } = organization;
  const mine = visits.some(({ operator_id }) => operator_id === me);
  // Whoever was sent here from its screens finds the question already asked.
  const asked = useSearchParams().has("visit");
  const [visiting, setVisiting] = useState<boolean | null>(asked ? true : null);
  // null = never opened: its code is not loaded yet.
  const [suspending, setSuspending] = useState<boolean | null>(null);
  const base = `/api/ops/organizations/${id}`;
  // Both this page and the list it was opened from.
  const invalidates = () => ["/api/ops/organizations"];
  const reactivate = useMutationApi<void>({ method: "DELETE", path: () => `${base}/suspension`, invalidates });
  const restore = useMutationApi<void>({ method: "DELETE", path: () => `${base}/deletion`, invalidates });
  const remove = useMutationApi<{ slug: string }>({
    method: "PUT",
    path: () => `${base}/deletion`,
    invalidates,
    toastErrors: false,
  });
  const after = (done: Promise<unknown>, message: string) =>
    void done.then(
      () => toastDone(message),
      () => undefined,
    );
  return (
    <header className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="flex min-w-0 items-center gap-3 font-semibold text-20">
          <Initial name={name} colour={organization.colour} logo={organization.logo_id} />
          <span className="truncate">{name}</span>
          {deleted_at ? <Badge tone="bad">Deleted</Badge> : null}
          {suspended_at && !deleted_at ? <Badge tone="warn">Suspended</Badge> : null}
        </h1>
        <div className="flex flex-wrap gap-2">
          {deleted_at ? (
            <Button
              look="primary"
              pending={restore.pending}
              onClick={() => after(restore.run(), `${name} is back as it was`)}
            >
              Bring it back
            </Button>
          ) : (
            <>
              {mine ? <LinkButton href={`/${slug}/overview`}>Open its screens</LinkButton> : null}
              <Button onClick={() => setVisiting(true)}>{mine ? "Begin another visit …" : "Visit …"}</Button>
              {suspended_at ? (
                <Button
                  look="primary"
                  pending={reactivate.pending}
                  onClick={() => after(reactivate.run(), `${name} is open again`)}
                >
                  Reactivate
                </Button>
              ) : (
                <Button onClick={() => setSuspending(true)}>Suspend …</Button>
              )}
              <ConfirmDialog
                title={`Delete ${name}?`}
                loses={`Nobody comes in any more, and its agents' deliveries are refused. For ${KEPT_DAYS} days you can bring it back; then its encryption keys are destroyed, and everything they protect is lost for good.`}
                action="Delete the organization"
                typed={slug}
                trigger={<Button look="ghost">Delete …</Button>}
                onConfirm={async () => {
                  await remove.run({ slug });
                  toastDone(`${name} is deleted`);
                }}
              />
            </>
          )}
        </div>
      </div>
      <p className="max-w-[54rem] text-pretty text-14 text-muted">
        <Answer organization={organization} />
      </p>
      {visits.map((visit) => (
        <p key={`${visit.operator_id} ${visit.ends_at}`} className="flex items-center gap-2 text-13 text-warn">
          <ShieldAlert aria-hidden className="size-4" />
          <span>
            {visit.operator_id === me ? "You are" : `${visit.operator_name} is`} in it until{" "}
            <Time at={visit.ends_at} as="clock" /> UTC,{" "}
            {visit.may_change ? "and may change things" : visit.operator_id === me ? "and only read" : "and only reads"}
            .
          </span>
        </p>
      ))}
      <Suspense>
        {visiting === null ? null : <VisitDialog id={id} name={name} open={visiting} onOpenChange={setVisiting} />}
      </Suspense>
      <Suspense>
        {suspending === null ? null : (
          <SuspendDialog id={id} name={name} open={suspending} onOpenChange={setSuspending} />
        )}
      </Suspense>
    </header>
  );
}

function Answer({ organization }: { organization: OrganizationDetail }) {
  const { deleted_at, suspended_at, suspended_reason, agents, failed_deliveries, unusable_deliveries, members } =
    organization;
  if (deleted_at) {
    const gone = new Date(Date.parse(deleted_at) + KEPT_DAYS * 86_400_000);
    return (
      <>
        Deleted <Time at={deleted_at} />. Its encryption keys are destroyed on <Time at={gone.getTime()} as="day" />,
        and until then it can be brought back.
      </>
    );
  }
  if (suspended_at) {
    return (
      <>
        Suspended <Time at={suspended_at} />: “{suspended_reason}”. Deliveries are taken and kept; its people and its
        keys are kept out.
      </>
    );
  }
  if (members.length === 0) return "Waiting for its owner: nobody belongs to it yet.";
  const failing = agents.filter(({ is_failing }) => is_failing).length;
  // As in the list behind this page: a paused agent is left in peace.
  const missing = agents.reduce((sum, agent) => sum + (agent.status === "paused" ? 0 : agent.missing_calls), 0);
  const deliveries = (count: number) => formatCount(count, "delivery", "deliveries");
  const parts = [
    ...(failing > 0 ? [`${formatCount(failing, "agent")} ${failing === 1 ? "is" : "are"} failing`] : []),
    ...(failed_deliveries > 0 ? [`${deliveries(failed_deliveries)} failed in seven days`] : []),
    ...(missing > 0 ? [`${formatCount(missing, "call")} never arrived`] : []),
  ];
  // The words of the organization's own inbox.
  const unused = unusable_deliveries > 0 ? ` In seven days ${deliveries(unusable_deliveries)} could not be used.` : "";
  if (parts.length > 0) return `Needs a look: ${parts.join(", ")}.${unused}`;
  return `${agents.length === 0 ? "It has connected no agent yet." : "Nothing is wrong with it."}${unused}`;
}
