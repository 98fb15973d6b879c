import { Badge, type Tone } from "@/app/_ui/badge";
import { DefinitionList } from "@/app/_ui/definition-list";
import { nameInWords, valueInWords } from "@/app/_ui/format/format-field";
import type { CallDetail } from "@/lib/calls/get-call";
import { isLive } from "./caller-of";
import { FactCard } from "./fact-card";

const SENTIMENT: Record<"positive" | "neutral" | "negative", { word: string; tone: Tone }> = {
  positive: { word: "Positive", tone: "good" },
  neutral: { word: "Neutral", tone: "neutral" },
  negative: { word: "Negative", tone: "bad" },
};

/** What the vendor's analysis found: success, mood, and the organization's own fields. */
export function AnalysisCard({ call }: { call: CallDetail }) {
  if (!call.analyzed_at) {
    return (
      <FactCard title="Analysis">
        <p className="text-13 text-muted">
          {isLive(call.status) ? "Comes when the call has ended." : "The vendor has sent no analysis of this call."}
        </p>
      </FactCard>
    );
  }
  const sentiment = call.sentiment ? SENTIMENT[call.sentiment] : null;
  const custom = Object.entries(call.custom_analysis ?? {});
  return (
    <FactCard title="Analysis">
      <div className="flex flex-wrap gap-1.5">
        {call.successful === null ? null : (
          <Badge tone={call.successful ? "good" : "warn"}>{call.successful ? "Successful" : "Unsuccessful"}</Badge>
        )}
        {call.voicemail ? <Badge tone="info">Voicemail</Badge> : null}
        {sentiment ? <Badge tone={sentiment.tone}>{sentiment.word}</Badge> : null}
      </div>
      {custom.length > 0 ? (
        <DefinitionList
          items={custom.map(([name, value]) => ({ label: nameInWords(name), value: valueInWords(value) }))}
        />
      ) : null}
    </FactCard>
  );
}
