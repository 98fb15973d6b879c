import { formatShare } from "@/app/_ui/format/format-count";
import type { Figures } from "@/lib/analytics/figures";

/** Who succeeds more often, as far as it can be told. The shares are those that the row of "Success" shows. */
export function answerOf(compared: readonly { name: string; data: { figures: Pick<Figures, "success"> } }[]): string {
  const rated = compared.flatMap(({ name, data: { figures } }) =>
    figures.success === null ? [] : [{ name, share: formatShare(figures.success), success: figures.success }],
  );
  const [best, next] = rated.sort((a, b) => b.success - a.success);
  if (!best || !next) return "Too few calls say whether they succeeded: no agent can be called better.";
  if (best.share === next.share)
    return `${best.name} and ${next.name} succeed equally often: in ${best.share} of their calls.`;
  return compared.length > 2
    ? `${best.name} succeeds most often: in ${best.share} of its calls. ${next.name} comes next with ${next.share}.`
    : `${best.name} succeeds more often: in ${best.share} of its calls, ${next.name} in ${next.share}.`;
}
