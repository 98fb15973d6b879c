import type { ReactNode } from "react";
import { TextLink } from "@/app/_ui/text-link";
import { peopleBecause, permissions } from "@/lib/auth/permissions";
import { SCOPES } from "@/lib/auth/scopes";
import { type ErrorCode, STATUS_OF } from "@/lib/errors";
import { tiers } from "@/lib/redis/tiers";

const PEOPLES = permissions.flatMap((permission): [string, string][] => {
  const because = peopleBecause(permission);
  return because ? [[permission, because]] : [];
});

const MEANING: Record<ErrorCode, string> = {
  bad_request: "The request could not be read.",
  unauthenticated: "No key, or one that is not accepted.",
  forbidden: "The key may not do this.",
  not_found: "It is not there, or not yours.",
  conflict: "It clashes with what is there now.",
  too_large: "The body is too long.",
  invalid: "A field is not as it must be; details.fields says which.",
  rate_limited: "Too many requests. Repeat after Retry-After.",
  internal: "A fault of ours. Repeat with growing pauses.",
  not_configured: "Something must be set up first: the message says what.",
  unavailable: "Something we depend on is away. Repeat after Retry-After.",
};
const errorCodes = Object.keys(MEANING) as ErrorCode[];

/** What an integrator needs before the list of operations. Figures and scopes come from the tables that the product itself uses. */
export function Guide() {
  return (
    <div className="flex flex-col gap-10 text-14 leading-6">
      <header>
        <h1 className="font-semibold text-28">The Foyer API</h1>
        <p className="mt-3 max-w-[42rem] text-16 text-muted">
          It is what the dashboard itself calls: whatever you see there, a program of yours can read, and most of what
          you do there it can do.
        </p>
      </header>
      <Part id="begin" title="The first call">
        <p>
          An admin makes a key under Settings, API keys, chooses what it may do, and hands it to the program. It is
          shown once. <Code>$ORG</Code> is the first part of the dashboard's address.
        </p>
        <Block>{`export FOYER=https://your-foyer.example  ORG=your-clinic  FOYER_API_KEY=…
curl -H "Authorization: Bearer $FOYER_API_KEY" "$FOYER/api/v1/orgs/$ORG/calls?limit=5"`}</Block>
        <p>
          Keep the key in a secret store, one for each program. Rotate it from the same screen: the new key works at
          once, the old one as long beside it as you choose. A revoked key is refused with its next request.
        </p>
      </Part>
      <Part id="access" title="What a key may do">
        <p>Each operation names the scope it needs. No scope contains another.</p>
        <Table rows={Object.entries(SCOPES).map(([scope, words]) => [scope, words])} />
        <p>Some things are for people only, whatever the key:</p>
        <Table rows={PEOPLES} />
      </Part>
      <Part id="pages" title="Pages and filters">
        <p>
          Lists answer <Code>{`{ "data": […], "next_cursor": "…" }`}</Code>, fifty at a time, at most 200 by{" "}
          <Code>limit</Code>. Hand <Code>next_cursor</Code> back as <Code>cursor</Code> until it is null. Filters are
          query names; repeat one for "any of". Times are ISO 8601 in UTC, money is millionths of <Code>currency</Code>,
          durations are milliseconds, numbers of phones E.164. Fields and words may be added: ignore what you do not
          know.
        </p>
      </Part>
      <Part id="repeat" title="Repeating safely">
        <p>
          Send <Code>Idempotency-Key</Code> with every POST, a new one for each intent. For 24 hours a repetition with
          the same body gets the first answer again (<Code>Idempotency-Replayed: true</Code>) and does nothing; with
          another body it is refused with 409. So when the line breaks, just send it again.
        </p>
      </Part>
      <Part id="versions" title="Changing what others change, too">
        <p>
          What people edit together comes with a <Code>version</Code>, its <Code>ETag</Code>. Send it back as{" "}
          <Code>{`If-Match: "…"`}</Code>: a change to what somebody else has changed since is refused with 409, and
          nothing is undone unseen. Without it the last change holds.
        </p>
      </Part>
      <Part id="errors" title="Errors">
        <Block>{`{ "error": { "code": "invalid", "message": "Check limit.",
    "details": { "fields": { "limit": "…" } }, "request_id": "0198…" } }`}</Block>
        <p>
          Go by <Code>code</Code>; <Code>message</Code> is for people and may change. Name the <Code>request_id</Code>{" "}
          when you ask us. Something of another organization is 404, as if it were not there.
        </p>
        <Table rows={errorCodes.map((code) => [code, `${STATUS_OF[code]}. ${MEANING[code]}`])} />
      </Part>
      <Part id="limits" title="Limits">
        <p>
          People and programs are counted apart. Every answer tells the limit nearest to its end in{" "}
          <Code>RateLimit-Limit</Code>, <Code>-Remaining</Code> and <Code>-Reset</Code> (seconds). Above it the answer
          is 429 with <Code>Retry-After</Code>: wait so long, then one request is admitted for certain.
        </p>
        <Table
          rows={(["api.key", "api.key.changes", "api.keys", "api.keys.reads", "exports", "live.user"] as const).map(
            (tier) => [
              `${tiers[tier].limit.toLocaleString("en-US")} in ${spanOf(tiers[tier].window_ms)}`,
              tiers[tier].per.replace("person, live", "API key or person, live"),
            ],
          )}
        />
        <p>A key may have a lower figure of its own. Settings, API keys shows what is used at this moment.</p>
      </Part>
      <Part id="live" title="Following live">
        <p>
          Instead of asking again and again, follow <TextLink href="#get_orgs_org_live">the live stream</TextLink>:
          server-sent events that name what happened and to what. After a break come back with{" "}
          <Code>Last-Event-ID</Code> and nothing is missed; on <Code>event: reset</Code> read your lists anew. A stream
          ends by itself within five minutes: open it again.
        </p>
      </Part>
    </div>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-label={title} className="flex max-w-[46rem] scroll-mt-6 flex-col gap-3">
      <h2 className="font-semibold text-20">{title}</h2>
      {children}
    </section>
  );
}

const Code = ({ children }: { children: ReactNode }) => (
  <code className="rounded-[4px] bg-sunken px-1 py-0.5 font-mono text-[0.9em]">{children}</code>
);

const Block = ({ children }: { children: string }) => (
  <pre className="whitespace-pre-wrap break-words rounded-card border border-line bg-sunken p-3 font-mono text-12 leading-5">
    {children}
  </pre>
);

function Table({ rows }: { rows: readonly (readonly string[])[] }) {
  return (
    <dl className="divide-y divide-line border-line border-y text-13">
      {rows.map(([head = "", words = ""]) => (
        <div key={`${head} ${words}`} className="grid gap-x-4 py-1.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
          <dt className="font-mono text-12 leading-5">{head}</dt>
          <dd className="text-muted">{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function spanOf(ms: number): string {
  return ms === 60_000 ? "a minute" : `${ms / 60_000} minutes`;
}
