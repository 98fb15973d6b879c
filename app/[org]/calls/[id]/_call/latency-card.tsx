import clsx from "clsx";
import { stageInWords } from "@/app/_ui/format/format-field";
import { useFormat } from "@/app/_ui/format/use-format";
import type { CallDetail } from "@/lib/calls/get-call";
import { FactCard } from "./fact-card";

/** What vendors tell of a stage, in the order of reading; `average` only where it is all they tell. */
const FIGURES = [
  { key: "p50", head: "p50", means: "Half of the replies were quicker." },
  { key: "average", head: "mean", means: "The average of all replies." },
  { key: "p90", head: "p90", means: "Nine of ten were quicker." },
  { key: "p95", head: "p95", means: "Nineteen of twenty were quicker." },
  { key: "p99", head: "p99", means: "Ninety-nine of a hundred were quicker." },
] as const;

/** The slowest replies stand only where there is room for a column more; where the call is beside a list there is none. */
const roomFor = (key: string) => (key === "p95" || key === "p99" ? "@max-[17rem]:hidden" : "");

/** How fast the agent answered, stage by stage, as far as its vendor measures them. */
export function LatencyCard({ call }: { call: CallDetail }) {
  const format = useFormat();
  const { latency, latency_p50_ms } = call;
  const stages = Object.entries(latency ?? {}).sort(([a], [b]) => Number(b === "e2e") - Number(a === "e2e"));
  const figures = FIGURES.filter(({ key }) => stages.some(([, measured]) => typeof measured[key] === "number"));
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
                <th scope="col" className="pb-1 text-left font-medium">
                  Stage
                </th>
                {figures.map(({ key, head, means }) => (
                  <th
                    key={key}
                    scope="col"
                    title={means}
                    className={clsx("pb-1 pl-2 text-right font-medium", roomFor(key))}
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
                  {figures.map(({ key }) => (
                    <td key={key} className={clsx("whitespace-nowrap py-1 pl-2 text-right", roomFor(key))}>
                      {typeof measured[key] === "number" ? (
                        format.latency(measured[key])
                      ) : (
                        <span className="text-faint">–</span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </FactCard>
  );
}
