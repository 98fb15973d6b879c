import clsx from "clsx";
import { stageInWords } from "@/app/_ui/format/format-field";
import { useFormat } from "@/app/_ui/format/use-format";
import { Latency } from "@/app/_ui/latency";
import { supportsPercentile } from "@/lib/analytics/supports-percentile";
import type { CallDetail } from "@/lib/calls/get-call";
import { FactCard } from "./fact-card";

type Stage = Record<string, number>;

/**
 * What vendors tell of a stage, in the order of reading; of so few replies that a percentile is no more than the slowest of
 * them, the slowest alone is told, and an average only where the typical reply is not.
 */
const FIGURES = [
  { key: "p50", head: "Typical", means: "Half of the replies were quicker." },
  { key: "average", head: "Average", means: "The average of all replies." },
  { key: "p90", head: "90% under", means: "Nine of ten replies were quicker.", percent: 90 },
  { key: "p95", head: "95% under", means: "Nineteen of twenty replies were quicker.", percent: 95 },
  { key: "p99", head: "99% under", means: "Ninety-nine of a hundred replies were quicker.", percent: 99 },
  { key: "max", head: "Slowest", means: "No reply took longer." },
] as const satisfies readonly { key: string; head: string; means: string; percent?: number }[];

type Figure = (typeof FIGURES)[number];

function figureOf(figure: Figure, measured: Stage): number | undefined {
  const { num = Number.POSITIVE_INFINITY } = measured;
  if (figure.key === "average" && measured.p50 !== undefined) return undefined;
  if ("percent" in figure && !supportsPercentile(num, figure.percent)) return undefined;
  // The one of one reply is its typical one; of a hundred one may be an accident.
  if (figure.key === "max" && (num < 2 || supportsPercentile(num, 99))) return undefined;
  return measured[figure.key];
}

/** The slowest replies stand only where there is room for a column more; where the call is beside a list there is none. */
const roomFor = (key: string) => (key === "p95" || key === "p99" ? "@max-[17rem]:hidden" : "");

/** How fast the agent answered, stage by stage, as far as its vendor measures them. */
export function LatencyCard({ call }: { call: CallDetail }) {
  const format = useFormat();
  const { latency, latency_p50_ms } = call;
  const stages = Object.entries(latency ?? {}).sort(([a], [b]) => Number(b === "e2e") - Number(a === "e2e"));
  const figures = FIGURES.filter((figure) => stages.some(([, measured]) => figureOf(figure, measured) !== undefined));
  const replies = latency?.e2e?.num;
  const aside =
    latency_p50_ms === null ? null : (
      <span className="tabular font-semibold text-14" title="Typical reply">
        {format.latency(latency_p50_ms)}
        <span className="sr-only"> for a typical reply</span>
      </span>
    );
  if (figures.length === 0 && aside === null) return null;
  return (
    <FactCard title="Latency" aside={aside}>
      {figures.length === 0 ? null : (
        <div className="@container">
          <table aria-label="Latency by stage" className="tabular w-full text-13">
            <thead className="text-12 text-faint">
              <tr>
                <th scope="col" className="pb-1 text-left align-bottom font-medium">
                  Stage
                </th>
                {figures.map(({ key, head, means }) => (
                  <th
                    key={key}
                    scope="col"
                    title={means}
                    className={clsx("pb-1 pl-2 text-right align-bottom font-medium", roomFor(key))}
                  >
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {stages.map(([stage, measured]) => (
                <tr key={stage}>
                  <th scope="row" title={stage} className="py-1 text-left font-normal text-muted">
                    {stageInWords(stage)}
                  </th>
                  {figures.map((figure) => (
                    <td
                      key={figure.key}
                      className={clsx("whitespace-nowrap py-1 pl-2 text-right", roomFor(figure.key))}
                    >
                      <Value ms={figureOf(figure, measured)} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {replies ? <p className="mt-2 text-12 text-faint">Of {format.count(replies, "reply", "replies")}.</p> : null}
        </div>
      )}
    </FactCard>
  );
}

function Value({ ms }: { ms: number | undefined }) {
  return ms === undefined ? <span className="text-faint">–</span> : <Latency ms={ms} />;
}
