import clsx from "clsx";

const NAME = { retell: "Retell", vapi: "Vapi" } as const;

export type Provider = keyof typeof NAME;

/** The voice vendor: a small hue with its letter, and its name unless `bare`. */
export function ProviderMark({ provider, bare = false }: { provider: Provider; bare?: boolean }) {
  return (
    <span className="inline-flex items-center gap-1.5" title={bare ? NAME[provider] : undefined}>
      <span
        aria-hidden
        className={clsx(
          "grid size-4 place-items-center rounded-[4px] border border-current font-semibold text-[10px] leading-none",
          provider === "retell" ? "text-retell" : "text-vapi",
        )}
      >
        {NAME[provider].charAt(0)}
      </span>
      <span className={bare ? "sr-only" : undefined}>{NAME[provider]}</span>
    </span>
  );
}
