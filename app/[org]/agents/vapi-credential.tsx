"use client";

import type { Agent } from "@/lib/agents/agent";
import { CopyField } from "../../_ui/copy-field";
import { Card } from "../../_ui/section";

/** The fields of Vapi's credential form, filled in for this agent's way of proof. */
export function VapiCredential({ agent, secret }: { agent: Agent; secret: string | null }) {
  const { auth_config: config, auth_scheme: scheme } = agent;
  const said = (name: string, otherwise: string) => {
    const value = config[name];
    return typeof value === "string" && value !== "" ? value : otherwise;
  };
  const key = secret ?? undefined;
  const fields: [label: string, value: string | undefined][] =
    scheme === "hmac"
      ? [
          ["Type", "HMAC"],
          ["Secret key", key],
          ["Algorithm", said("algorithm", "sha256").toUpperCase()],
          ["Signature header", said("signature_header", "x-signature")],
          ["Timestamp header", said("timestamp_header", "x-timestamp")],
          ["Payload format", said("payload_format", "{timestamp}.{body}")],
          ["Encoding", said("encoding", "hex")],
        ]
      : [
          ["Type", "Bearer token"],
          ["Token", key],
          ["Header name", scheme === "bearer" ? said("header_name", "Authorization") : "X-Vapi-Secret"],
          ["Include “Bearer ” prefix", scheme === "bearer" && config.bearer_prefix !== false ? "On" : "Off"],
        ];
  return (
    <Card>
      <dl className="grid grid-cols-1 items-center gap-x-4 gap-y-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
        {fields.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-faint">{label}</dt>
            <dd className="min-w-0 pb-1.5 text-ink sm:pb-0">
              {value === undefined ? (
                <span className="text-muted">
                  The secret saved here, ending in <span className="font-mono">{agent.secret_last_four}</span>
                </span>
              ) : /^(On|Off|HMAC|Bearer token)$/.test(value) ? (
                value
              ) : (
                <CopyField label={label} value={value} secret={value === secret} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {secret ? (
        <p className="mt-3 text-13 text-warn">Copy the secret now: after this page it is never shown again.</p>
      ) : null}
    </Card>
  );
}
