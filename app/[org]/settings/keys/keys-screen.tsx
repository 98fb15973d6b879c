"use client";

import type { Credential, CredentialProvider } from "@/lib/credentials/schemas";
import type { Snapshot } from "../../../_ui/data/snapshot";
import { useApi } from "../../../_ui/data/use-api";
import { ErrorState } from "../../../_ui/error-state";
import { useCan } from "../../../_ui/frame/org-context";
import { SettingsFrame } from "../settings-frame";
import { VendorKey } from "./vendor-key";

const VENDORS: { provider: CredentialProvider; label: string; use: string }[] = [
  {
    provider: "retell",
    label: "Retell",
    use: "With it Foyer sets the webhook address of your agents and fetches calls whose webhooks never came. Retell shows it under API Keys.",
  },
  {
    provider: "vapi",
    label: "Vapi",
    use: "With it Foyer fetches calls whose webhooks never came. Vapi shows it under Organization, API Keys, as the private key.",
  },
];

/** The vendors' API keys of the organization: given, replaced, removed, never shown again. */
export function KeysScreen({ initial }: { initial: Snapshot<{ data: Credential[] }> }) {
  const { data, error, mutate } = useApi<{ data: Credential[] }>("/credentials", { initial });
  const editable = useCan()("credentials.write");
  const kept = data?.data ?? [];
  return (
    <SettingsFrame
      label="Vendor keys"
      answer={answer(kept)}
      detail={
        editable
          ? "Keys are encrypted when you save them and shown as their last four characters from then on."
          : "An admin can save and remove keys."
      }
    >
      {error ? <ErrorState error={error} title="The keys did not load" onRetry={() => void mutate()} /> : null}
      <div className="flex max-w-[42rem] flex-col gap-4">
        {VENDORS.map((vendor) => (
          <VendorKey
            key={vendor.provider}
            {...vendor}
            credential={kept.find(({ provider }) => provider === vendor.provider) ?? null}
            editable={editable}
          />
        ))}
      </div>
    </SettingsFrame>
  );
}

function answer(kept: Credential[]): string {
  if (kept.length === 0) return "No vendor key is kept here.";
  const labels = VENDORS.filter(({ provider }) => kept.some((each) => each.provider === provider)).map(
    ({ label }) => label,
  );
  return `${labels.join(" and ")} can be asked with your key${labels.length > 1 ? "s" : ""}.`;
}
