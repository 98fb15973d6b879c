"use client";

import { Button } from "@/app/_ui/button";
import { CodeBlock } from "@/app/_ui/code-block";
import { CopyField } from "@/app/_ui/copy-field";
import { Dialog } from "@/app/_ui/dialog";
import { useOrg } from "@/app/_ui/frame/org-context";
import type { NewApiKey } from "@/lib/api-keys/schemas";

/** The one moment in which a key is seen. Closing takes a click on the button, not one beside the dialog. */
export function TokenDialog({ made: { name, token, scopes }, onClose }: { made: NewApiKey; onClose: () => void }) {
  const { api } = useOrg();
  const read = scopes.find((scope) => scope.endsWith(":read"))?.split(":")[0] ?? "calls";
  const path = { organization: "", audit: "/audit-log", prices: "/price", notes: "/calls" }[read] ?? `/${read}`;
  return (
    <Dialog
      title={`The key of ${name}`}
      description="Copy it now. Foyer keeps only a fingerprint of it and can never show it again."
      open
      stays={token !== null}
      onOpenChange={(open) => open || onClose()}
      footer={
        <Button look="primary" onClick={onClose}>
          I have kept it
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {token === null ? (
          <p className="text-13 text-warn">
            It was shown before, and cannot be shown again. Rotate the key to get another one.
          </p>
        ) : (
          <>
            <CopyField label="API key" value={token} secret />
            <div className="flex flex-col gap-1.5">
              <p className="font-medium text-13">Try it</p>
              <CodeBlock
                label="Copy the command"
                code={`curl -H "Authorization: Bearer $FOYER_API_KEY" \\\n  ${window.location.origin}${api}${path}`}
              />
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}
