import clsx from "clsx";
import { memo } from "react";
import { formatPhone } from "@/app/_ui/format/format-phone";
import { useOrg } from "@/app/_ui/frame/org-context";
import { ProviderMark } from "@/app/_ui/provider-mark";
import { Time } from "@/app/_ui/time";
import { changePhrase, eventWord } from "@/lib/deliveries/describe-delivery";
import type { ListedDelivery } from "@/lib/deliveries/list-deliveries";
import { VerdictMark } from "./verdict-mark";

/** One line of the inbox: what came, from whom, when, and what became of it. */
export const DeliveryRow = memo(function DeliveryRow({
  delivery,
  folded,
  chosen,
  arrived,
  picked,
  picking,
  onChoose,
  onPick,
  onUnfold,
}: {
  delivery: ListedDelivery;
  /** This row stands for a run of the same kind, and is the newest of it. */
  folded: { count: number; oldest: string } | undefined;
  chosen: boolean;
  arrived: boolean;
  picked: boolean;
  /** some delivery is picked, so every checkbox shows */
  picking: boolean;
  onChoose: (id: string) => void;
  onPick: ((id: string) => void) | undefined;
  onUnfold: (oldest: string) => void;
}) {
  const { org } = useOrg();
  const { id, state, source } = delivery;
  const trouble = state === "failed" || state === "unusable";
  return (
    <li
      data-row={id}
      className={clsx(
        "group relative flex gap-3 border-line border-b px-4 py-2.5 md:pl-6 transition-colors duration-100",
        chosen ? "bg-accent-soft shadow-[inset_2px_0_0_var(--accent)]" : "hover:bg-hover",
        picked && !chosen && "bg-hover",
        arrived && "animate-arrive",
      )}
    >
      <span className="grid w-4 shrink-0 place-items-start pt-0.5">
        <span className={clsx(picking || picked ? "hidden" : "group-hover:hidden", !onPick && "block!")}>
          <ProviderMark provider={delivery.provider} bare />
        </span>
        {onPick ? (
          <input
            type="checkbox"
            aria-label={`Pick ${eventWord(delivery.event_type)}`}
            checked={picked}
            onChange={() => onPick(id)}
            className={clsx("tick relative z-1", picking || picked ? "" : "hidden! group-hover:grid!")}
          />
        ) : null}
      </span>
      <div className="min-w-0 flex-1 text-13">
        <div className="flex items-baseline justify-between gap-3">
          <a
            href={`/${org.slug}/inbox/${id}`}
            aria-current={chosen || undefined}
            title={delivery.event_type}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
              event.preventDefault();
              onChoose(id);
            }}
            className={clsx(
              "min-w-0 truncate rounded-[3px] after:absolute after:inset-0",
              trouble ? "font-semibold" : "font-medium",
            )}
          >
            {eventWord(delivery.event_type)}
          </a>
          <Time at={delivery.received_at} className="tabular shrink-0 text-12 text-faint" />
        </div>
        <p className="truncate text-muted">
          {delivery.agent.name}
          {delivery.number ? ` · ${formatPhone(delivery.number)}` : ""}
          {source === "webhook" ? "" : source === "test" ? " · test" : " · fetched"}
        </p>
        <div className="flex items-baseline justify-between gap-3">
          <p className="min-w-0 truncate text-12 text-faint first-letter:uppercase">
            {folded ? (
              <button
                type="button"
                onClick={() => onUnfold(folded.oldest)}
                className="relative z-1 rounded-[2px] text-muted underline decoration-line-strong underline-offset-[3px] hover:decoration-accent"
              >
                {folded.count} times in a row, show all
              </button>
            ) : trouble ? (
              delivery.error
            ) : state === "applied" ? (
              changePhrase(delivery.changes, delivery.event_type)
            ) : null}
          </p>
          <VerdictMark state={state} className="shrink-0" />
        </div>
      </div>
    </li>
  );
});
