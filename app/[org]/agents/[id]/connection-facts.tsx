import type { Agent } from "@/lib/agents/agent";
import { AUTH_SCHEMES } from "../../../_ui/auth-schemes";
import { CopyField } from "../../../_ui/copy-field";
import { DefinitionList } from "../../../_ui/definition-list";
import { useCan } from "../../../_ui/frame/org-context";
import { Card } from "../../../_ui/section";
import { Time } from "../../../_ui/time";
import { whatIs } from "../../../_ui/what-is";

/** How an agent is connected. */
export function ConnectionFacts({ agent }: { agent: Agent }) {
  const mayAct = useCan()("agents.write");
  return (
    <Card className="flex flex-col gap-4">
      <CopyField label="Webhook address" value={agent.webhook_url} />
      <DefinitionList
        items={[
          { label: "Last delivery", value: <Time at={agent.last_delivery_at} /> },
          { label: "Validated", value: <Time at={agent.validated_at} as="exact" /> },
          { label: "Proof", value: AUTH_SCHEMES[agent.auth_scheme] },
          {
            label: "Secret",
            value: agent.secret_last_four ? (
              <span className="font-mono">•••• {agent.secret_last_four}</span>
            ) : (
              "None is saved"
            ),
          },
          {
            label: "Agent at the vendor",
            value: agent.vendor_agent_id ? <span className="font-mono">{agent.vendor_agent_id}</span> : null,
          },
          {
            label: "Refused",
            value: agent.rejections ? (
              <span title={whatIs(agent.rejections.words, mayAct)}>
                {agent.rejections.count}, the last <Time at={agent.rejections.last_at} />
              </span>
            ) : (
              "Never"
            ),
          },
        ]}
      />
    </Card>
  );
}
