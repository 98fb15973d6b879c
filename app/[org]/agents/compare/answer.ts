import { formatShare } from "@/app/_ui/format/format-count";
import type { Figures } from "@/lib/analytics/figures";

type Compared = { name: string; data: { figures: Pick<Figures, "success" | "analyzed_calls"> } };

/** With fewer calls than this one more or less would turn the answer round. */
const FEWEST = 10;

/** Who succeeds more often, as far as it can be told. The shares are those that the row of "Success" shows. */
export function answerOf(compared: readonly Compared[]): string {
  const rated = compared.flatMap(({ name, data: { figures } }) =>
    figures.success === null || figures.analyzed_calls < FEWEST
      ? []
      : [{ name, share: formatShare(figures.success), success: figures.success }],
  );
  const [best, next] = rated.sort((a, b) => b.success - a.success);
  if (!best || !next) return "Too few calls to say which agent succeeds more often.";
  if (best.share === next.share)
    return `${best.name} and ${next.name} succeed equally often: in ${best.share} of their calls.`;
  return compared.length > 2
    ? `${best.name} succeeds most often: in ${best.share} of its calls. ${next.name} comes next with ${next.share}.`
    : `${best.name} succeeds more often: in ${best.share} of its calls, ${next.name} in ${next.share}.`;
}
