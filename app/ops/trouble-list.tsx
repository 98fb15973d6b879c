import type { Trouble } from "@/lib/ops/find-trouble";
import { Card } from "../_ui/section";
import { Status } from "../_ui/status";
import { TextLink } from "../_ui/text-link";
import { Time } from "../_ui/time";

/** What to look at, worst first: what is wrong, since when, what to do, and where. */
export function TroubleList({ troubles }: { troubles: readonly Trouble[] }) {
  return (
    <Card flush>
      <ul aria-label="What needs a look">
        {troubles.map(({ key, severity, title, since, advice, link }) => (
          <li
            key={key}
            className="flex flex-wrap items-baseline gap-x-6 gap-y-1 border-line border-b px-4 py-3 last:border-b-0"
          >
            <div className="min-w-0 flex-1 basis-80">
              <Status
                tone={severity}
                shape={severity === "bad" ? "square" : "ring"}
                className="max-w-full font-medium text-14 max-sm:whitespace-normal"
              >
                <span className="min-w-0">
                  <span className="sr-only">{severity === "bad" ? "Wrong: " : "Worth a look: "}</span>
                  {title}
                </span>
              </Status>
              <p className="mt-0.5 ml-4 text-13 text-muted">{advice}</p>
            </div>
            <div className="ml-4 flex items-baseline gap-4 text-13">
              {since ? (
                <span className="text-faint">
                  since <Time at={since} />
                </span>
              ) : null}
              {link ? <TextLink href={link.href}>{link.label}</TextLink> : null}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
