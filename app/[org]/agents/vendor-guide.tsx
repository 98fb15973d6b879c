"use client";

import type { Agent } from "@/lib/agents/agent";
import type { AgentDetail } from "@/lib/agents/get-agent";
import { CopyField } from "../../_ui/copy-field";
import { useCan } from "../../_ui/frame/org-context";
import { ChooseVendorAgent } from "./choose-vendor-agent";
import { VapiCredential } from "./vapi-credential";

/** What to enter where at the vendor; or, when a key allows it, one click that enters it there. */
export function VendorGuide({ agent, secret }: { agent: Agent | AgentDetail; secret: string | null }) {
  const can = useCan();
  const hasKey = "has_vendor_key" in agent && agent.has_vendor_key;
  return (
    <div className="flex flex-col gap-5">
      {can("agents.write") && hasKey ? <ChooseVendorAgent agent={agent} /> : null}
      <div className="flex flex-col gap-2">
        {hasKey && can("agents.write") ? <p className="font-medium text-ink">Or by hand</p> : null}
        <CopyField label="Webhook address" value={agent.webhook_url} />
      </div>
      {agent.provider === "retell" ? <RetellByHand /> : <VapiByHand agent={agent} secret={secret} />}
    </div>
  );
}

const listClass = "ml-4 flex list-decimal flex-col gap-1.5 marker:text-faint";

function RetellByHand() {
  return (
    <ol className={listClass}>
      <li>Copy the address above.</li>
      <li>
        At Retell open <strong className="font-medium text-ink">Agents</strong>, your agent, then{" "}
        <strong className="font-medium text-ink">Webhook Settings</strong>.
      </li>
      <li>
        Paste it into <strong className="font-medium text-ink">Agent Level Webhook URL</strong>, switch every event on,
        and save. Publish the agent if callers reach a published version.
      </li>
      <li>
        Check under <strong className="font-medium text-ink">Settings, API Keys</strong> that the key saved here is the
        one with the webhook badge: that key signs.
      </li>
    </ol>
  );
}

function VapiByHand({ agent, secret }: { agent: Agent; secret: string | null }) {
  return (
    <>
      <ol className={listClass}>
        <li>
          At Vapi open <strong className="font-medium text-ink">Integrations, Custom Credentials</strong> and add one
          with exactly these fields:
        </li>
      </ol>
      <VapiCredential agent={agent} secret={secret} />
      <ol start={2} className={listClass}>
        <li>
          Open the assistant, <strong className="font-medium text-ink">Advanced, Messaging</strong>. Paste the address
          above as <strong className="font-medium text-ink">Server URL</strong> and choose that credential.
        </li>
        <li>
          Under <strong className="font-medium text-ink">Server Messages</strong> choose status-update, transcript,
          conversation-update, transfer-update, hang and end-of-call-report.
        </li>
      </ol>
      {agent.shared_webhook_url && agent.auth_scheme !== "hmac" ? (
        <div className="flex flex-col gap-1.5">
          <p>All assistants can also share one address; the secret says whose a delivery is.</p>
          <CopyField label="Shared address" value={agent.shared_webhook_url} />
        </div>
      ) : null}
    </>
  );
}
