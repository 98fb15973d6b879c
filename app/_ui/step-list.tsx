import clsx from "clsx";
import { Check, X } from "lucide-react";
import type { ReactNode } from "react";
import { Spinner } from "./spinner";

export type Step = {
  key: string;
  title: ReactNode;
  state: "todo" | "doing" | "done" | "failed";
  /** Right of the title: a duration, a time. */
  aside?: ReactNode;
  children?: ReactNode;
};

const WORD = { todo: "To do", doing: "Under way", done: "Done", failed: "Failed" };

/** Steps with a mark that turns by itself as the state arrives; announced politely. */
export function StepList({
  steps,
  label,
  heading: Heading = "h3",
}: {
  steps: readonly Step[];
  label: string;
  /** Level of the titles: one below what the list stands under. */
  heading?: "h2" | "h3" | "h4";
}) {
  return (
    <ol aria-label={label} aria-live="polite" className="flex flex-col">
      {steps.map((step, index) => (
        <li key={step.key} className="relative flex gap-3 pb-6 last:pb-0">
          {index < steps.length - 1 ? (
            <span aria-hidden className="absolute top-7 bottom-1 left-[11px] w-px bg-line-strong" />
          ) : null}
          <span
            className={clsx(
              "tabular grid size-6 shrink-0 place-items-center rounded-full border font-medium text-12 transition-colors duration-150 [&_svg]:size-3.5",
              step.state === "todo" && "border-line-strong bg-surface text-faint",
              step.state === "doing" && "border-accent bg-accent-soft text-accent",
              step.state === "done" && "border-transparent bg-good-soft text-good",
              step.state === "failed" && "border-transparent bg-bad-soft text-bad",
            )}
          >
            {step.state === "done" ? <Check aria-hidden strokeWidth={3} /> : null}
            {step.state === "failed" ? <X aria-hidden strokeWidth={3} /> : null}
            {step.state === "doing" ? <Spinner /> : null}
            {step.state === "todo" ? index + 1 : null}
            {step.state === "doing" ? null : <span className="sr-only">{WORD[step.state]}</span>}
          </span>
          <div className="min-w-0 flex-1 pt-0.5">
            <div className="flex items-baseline justify-between gap-3">
              <Heading className={clsx("font-medium text-14", step.state === "todo" && "text-muted")}>
                {step.title}
              </Heading>
              {step.aside ? <span className="tabular shrink-0 text-12 text-faint">{step.aside}</span> : null}
            </div>
            {step.children ? <div className="mt-2 text-13 text-muted">{step.children}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
