import { Badge } from "../_ui/badge";
import { Status } from "../_ui/status";

const TURNS = [
  { who: "Agent", text: "Willowbrook Family Clinic, this is Maya. How can I help?" },
  { who: "Caller", text: "I would like to move my appointment on Friday to the week after." },
  { who: "Agent", text: "Of course. I have Tuesday the 2nd at 9:30. Shall I take that one for you?" },
  { who: "Caller", text: "Yes, that works." },
];

/** A picture of a conversation as the live screen shows it; labelled as an example, because it is one. */
export function SampleCall() {
  return (
    <figure className="rounded-card border border-line-strong bg-surface">
      <div className="flex items-start justify-between gap-3 border-line border-b px-4 py-3">
        <div>
          <p className="tabular font-semibold text-14">(512) 555-0146</p>
          <p className="mt-0.5 text-13 text-muted">Maya, front desk</p>
        </div>
        <div className="text-right text-13">
          <Status tone="info">In conversation</Status>
          <p className="tabular mt-0.5 text-muted">0:42</p>
        </div>
      </div>
      <div className="flex flex-col gap-3 px-4 py-4">
        {TURNS.map(({ who, text }) => (
          <p key={text} className="text-14">
            <span
              className={`mr-2 font-medium text-12 ${who === "Agent" ? "text-speaker-agent" : "text-speaker-caller"}`}
            >
              {who}
            </span>
            {text}
          </p>
        ))}
      </div>
      <figcaption className="flex items-center justify-between gap-3 border-line border-t px-4 py-2.5 text-12 text-faint">
        A call on the live screen
        <Badge>Example</Badge>
      </figcaption>
    </figure>
  );
}
