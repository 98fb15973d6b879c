"use client";

import { TriangleAlert } from "lucide-react";
import { useFormat } from "@/app/_ui/format/use-format";
import type { VendorProblem } from "@/lib/agents/find-drift";
import type { AgentDetail } from "@/lib/agents/get-agent";
import type { VendorChange } from "@/lib/agents/list-vendor-changes";
import type { SnapshotField, VendorSnapshot } from "@/lib/agents/vendor-snapshot";
import { VENDOR_PROBLEMS } from "../../../_ui/agent-problems";
import { Button } from "../../../_ui/button";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { DefinitionList } from "../../../_ui/definition-list";
import { useCan } from "../../../_ui/frame/org-context";
import { Card, Section } from "../../../_ui/section";
import { Time } from "../../../_ui/time";
import { toastDone } from "../../../_ui/toast";
import { whatIs } from "../../../_ui/what-is";

const VENDOR = { retell: "Retell", vapi: "Vapi" } as const;

/** How the vendor has the agent configured: what of it is wrong, what it is, what changed and when that was seen. */
export function VendorConfig({ agent, onChange }: { agent: AgentDetail; onChange: () => void }) {
  const can = useCan();
  const vendor = VENDOR[agent.provider];
  const check = useAct(agent, "vendor_checks", onChange);
  const { snapshot, since, changes } = agent.vendor;
  const mayAct = can("agents.write") && agent.has_vendor_key;
  return (
    <Section
      title={`At ${vendor}`}
      hint={
        agent.vendor_checked_at ? (
          <>
            Looked at <Time at={agent.vendor_checked_at} />, and every half hour.
          </>
        ) : (
          "Looked at every half hour, once a key is saved and the agent is known there."
        )
      }
      actions={
        mayAct ? (
          <Button size="small" pending={check.pending} onClick={() => check.run({}).catch(() => undefined)}>
            Look now
          </Button>
        ) : null
      }
    >
      <Card className="flex flex-col gap-4 text-13">
        {(agent.vendor_key_problem ?? agent.vendor_check_error) ? (
          <p className="text-warn">
            {whatIs(agent.vendor_key_problem ?? agent.vendor_check_error ?? "", can("agents.write"))}
          </p>
        ) : null}
        {agent.vendor_problems.map((problem) => (
          <Problem key={problem} problem={problem} agent={agent} mayAct={mayAct} onChange={onChange} />
        ))}
        {snapshot ? <Facts snapshot={snapshot} /> : <p className="text-faint">Nothing has been seen yet.</p>}
        {snapshot ? (
          <div className="flex flex-col gap-2 border-line border-t pt-3">
            <h3 className="font-medium">What changed</h3>
            {changes.length === 0 ? (
              <p className="text-faint">
                No change since it was first seen, <Time at={since} />.
              </p>
            ) : (
              <ol className="flex flex-col gap-3">
                {changes.map((change) => (
                  <Change key={change.seen_at} change={change} />
                ))}
              </ol>
            )}
          </div>
        ) : null}
      </Card>
    </Section>
  );
}

function useAct<T extends object>(agent: AgentDetail, what: string, onChange: () => void) {
  const { run, pending } = useMutationApi<T, AgentDetail>({
    method: "POST",
    path: () => `/agents/${agent.id}/${what}`,
    invalidates: () => [`/agents/${agent.id}`, "/agents", "/overview"],
  });
  const runAndTell = async (input: T) => {
    await run(input);
    onChange();
  };
  return { run: runAndTell, pending };
}

function Problem({
  problem,
  agent,
  mayAct,
  onChange,
}: {
  problem: VendorProblem;
  agent: AgentDetail;
  mayAct: boolean;
  onChange: () => void;
}) {
  const { title, means } = VENDOR_PROBLEMS[problem];
  return (
    <div className="flex items-start gap-3 rounded-control bg-bad-soft px-3 py-2.5">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad-mark" />
      <div className="flex min-w-0 flex-col gap-1.5">
        <p className="font-medium text-bad">{title}</p>
        <p>{means}</p>
        {mayAct ? <Mend problem={problem} agent={agent} onChange={onChange} /> : null}
      </div>
    </div>
  );
}

/** The act that settles a problem, where it can be done from here. */
function Mend({ problem, agent, onChange }: { problem: VendorProblem; agent: AgentDetail; onChange: () => void }) {
  const publish = useAct<{ version: number }>(agent, "vendor_publications", onChange);
  const point = useMutationApi<{ vendor_agent_id: string }, AgentDetail>({
    method: "PUT",
    path: () => `/agents/${agent.id}/vendor_webhook`,
    invalidates: () => [`/agents/${agent.id}`, "/agents", "/overview"],
  });
  const version = agent.vendor.snapshot?.version;
  const id = agent.vendor_agent_id;
  if (problem === "unpublished" && version !== null && version !== undefined) {
    return (
      <div>
        <Button
          size="small"
          pending={publish.pending}
          onClick={() =>
            publish.run({ version }).then(
              () => toastDone(`Version ${version} is published.`),
              () => undefined,
            )
          }
        >
          Publish version {version} at Retell
        </Button>
      </div>
    );
  }
  if ((problem === "webhook_missing" || problem === "webhook_elsewhere" || problem === "events_missing") && id) {
    return (
      <div>
        <Button
          size="small"
          pending={point.pending}
          onClick={() => point.run({ vendor_agent_id: id }).then(onChange, () => undefined)}
        >
          Set the address again
        </Button>
      </div>
    );
  }
  return null;
}

function Facts({ snapshot }: { snapshot: VendorSnapshot }) {
  const format = useFormat();
  const { version, is_published, published_version } = snapshot;
  return (
    <DefinitionList
      items={[
        ...(version === null
          ? []
          : [
              {
                label: "Version",
                value: is_published
                  ? `${version}, published`
                  : `${version}, a draft; callers reach ${published_version === null ? "it, nothing is published" : `version ${published_version}`}`,
              },
            ]),
        {
          label: "Webhook",
          value: snapshot.webhook_url ? (
            <span className="break-all font-mono text-12">{snapshot.webhook_url}</span>
          ) : (
            "None"
          ),
        },
        { label: "Model", value: snapshot.model },
        { label: "Voice", value: [snapshot.voice, snapshot.language].filter(Boolean).join(", ") || null },
        {
          label: "Prompt",
          value: snapshot.prompt_hash ? (
            <>
              <span className="tabular">{format.number(snapshot.prompt_length ?? 0)} characters</span>{" "}
              <span className="font-mono text-12 text-faint">{snapshot.prompt_hash.slice(0, 8)}</span>
            </>
          ) : null,
        },
        { label: "Tools", value: snapshot.tools.length > 0 ? snapshot.tools.join(", ") : null },
      ]}
    />
  );
}

const FIELDS: Record<SnapshotField, string> = {
  name: "Name",
  webhook_url: "Webhook",
  events: "Events",
  has_credential: "Proof of deliveries",
  version: "Version",
  is_published: "Published",
  published_version: "Version callers reach",
  published_webhook_url: "Webhook of that version",
  model: "Model",
  voice: "Voice",
  language: "Language",
  prompt_hash: "Prompt",
  prompt_length: "Length of the prompt",
  tools: "Tools",
};

function Change({ change }: { change: VendorChange }) {
  return (
    <li className="flex flex-col gap-1">
      <span className="text-12 text-faint">
        Seen <Time at={change.seen_at} />
      </span>
      <ul className="flex flex-col gap-0.5">
        {change.fields.map(({ field, before, after }) => (
          <li key={field} className="break-words">
            <span className="text-muted">{FIELDS[field]}</span>{" "}
            {field === "prompt_hash" ? (
              "was rewritten"
            ) : (
              <>
                <s className="text-faint">{words(before)}</s> <span aria-hidden>→</span>
                <span className="sr-only">became</span> {words(after)}
              </>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}

function words(value: VendorSnapshot[SnapshotField]): string {
  if (value === null || value === "") return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.join(", ") || "none" : String(value);
}
