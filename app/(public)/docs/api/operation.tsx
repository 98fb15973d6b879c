import clsx from "clsx";
import { Badge } from "@/app/_ui/badge";
import type { Field, Told } from "./read-document";

/** One operation: what it is for at a glance, everything else when it is opened. */
export function Operation({ operation }: { operation: Told }) {
  const { id, method, path, summary, scope, query, body, answer, answers, curl } = operation;
  return (
    <details id={id} className="group scroll-mt-6 rounded-card border border-line bg-surface">
      <summary className="flex cursor-pointer list-none flex-wrap items-baseline gap-x-3 gap-y-1 rounded-card px-4 py-3 hover:bg-hover">
        <span
          className={clsx(
            "w-14 shrink-0 font-medium font-mono text-12",
            method === "GET" ? "text-info" : method === "DELETE" ? "text-bad" : "text-accent",
          )}
        >
          {method}
        </span>
        <span className="min-w-0 flex-1 basis-64">
          <span className="block font-medium text-14">{summary}</span>
          <span className="block break-all font-mono text-12 text-muted">{path}</span>
        </span>
        {scope ? <Badge tone="accent">{scope}</Badge> : <Badge title="Not with an API key">People only</Badge>}
      </summary>
      <div className="flex flex-col gap-5 border-line border-t px-4 py-4">
        {scope ? (
          <pre className="whitespace-pre-wrap break-words rounded-control bg-sunken p-3 font-mono text-12 leading-5">
            {curl}
          </pre>
        ) : (
          <p className="text-13 text-muted">A signed-in person can do this in the dashboard; no API key can.</p>
        )}
        <Fields title="Query" fields={query} />
        <Fields title="Body" fields={body} />
        <Fields title={`Answer: ${answers}`} fields={answer} always />
      </div>
    </details>
  );
}

function Fields({ title, fields, always = false }: { title: string; fields: readonly Field[]; always?: boolean }) {
  if (fields.length === 0 && !always) return null;
  return (
    <div>
      <h3 className="font-medium text-13">{title}</h3>
      {fields.length > 0 ? (
        <dl className="mt-2 divide-y divide-line border-line border-y text-13">
          {fields.map(({ name, type, required, words }) => (
            <div key={name} className="grid gap-x-4 gap-y-0.5 py-1.5 sm:grid-cols-[16rem_minmax(0,1fr)]">
              <dt className="break-all font-mono text-12 leading-5">
                {name}
                {required ? null : <span className="font-sans text-faint"> optional</span>}
              </dt>
              <dd className="min-w-0">
                <span className="break-words font-mono text-12 text-muted">{type}</span>
                {words ? <span className="block text-muted">{words}</span> : null}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}
