"use client";

import { ImageUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "../../_ui/button";
import { ConfirmDialog } from "../../_ui/confirm-dialog";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { Initial } from "../../_ui/initial";
import { toastDone } from "../../_ui/toast";

/** The organization's picture: chosen, made small in the browser, shown at once everywhere; or taken away again. */
export function LogoSetting() {
  const { org } = useOrg();
  const editable = useCan()("organization.write");
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [reading, setReading] = useState(false);
  const { run: keep, pending } = useMutationApi<{ image: string }>({
    method: "PUT",
    path: () => "/logo",
    toastErrors: false,
  });
  const { run: remove } = useMutationApi<void>({ method: "DELETE", path: () => "/logo", toastErrors: false });
  const choose = async (file: File) => {
    setProblem(null);
    setReading(true);
    try {
      const { shrinkImage } = await import("./shrink-image");
      await keep({ image: await shrinkImage(file) });
      toastDone("The logo is in place");
      router.refresh();
    } catch (reason) {
      setProblem(reason instanceof Error ? reason.message : "This picture could not be used.");
    } finally {
      setReading(false);
    }
  };
  return (
    <section aria-label="Logo" className="flex max-w-[32rem] flex-col gap-1.5">
      <p className="font-medium text-13">Logo</p>
      <div className="flex items-center gap-4">
        <span className="grid size-14 shrink-0 place-items-center rounded-card border border-line bg-surface">
          <span className="scale-[1.6]">
            <Initial name={org.name} colour={org.colour} logo={org.logo_id} />
          </span>
        </span>
        {editable ? (
          <div className="flex flex-wrap gap-2">
            <input
              ref={input}
              type="file"
              accept="image/png,image/jpeg,image/webp"
              aria-label="Picture of the logo"
              className="sr-only"
              tabIndex={-1}
              onChange={({ target }) => {
                const [file] = target.files ?? [];
                target.value = "";
                if (file) void choose(file);
              }}
            />
            <Button pending={pending || reading} onClick={() => input.current?.click()}>
              <ImageUp aria-hidden />
              {org.logo_id ? "Replace" : "Upload a logo"}
            </Button>
            {org.logo_id ? (
              <ConfirmDialog
                title="Remove the logo?"
                loses={`${org.name} is shown by its first letter again. Mails that were sent lose the picture as well.`}
                action="Remove"
                trigger={<Button look="ghost">Remove</Button>}
                onConfirm={async () => {
                  await remove();
                  toastDone("The logo was removed");
                  router.refresh();
                }}
              />
            ) : null}
          </div>
        ) : null}
      </div>
      {problem ? (
        <p role="alert" className="text-13 text-bad">
          {problem}
        </p>
      ) : null}
      <p className="text-13 text-faint">
        Shown beside the name and at the head of mails. PNG, JPEG or WebP; a square one looks best.
      </p>
    </section>
  );
}
