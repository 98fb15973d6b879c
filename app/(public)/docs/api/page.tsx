import type { Metadata } from "next";
import { LinkButton } from "@/app/_ui/link-button";
import { PublicFrame } from "@/app/_ui/public-frame";
import { Guide } from "./guide";
import { Operation } from "./operation";
import { readDocument } from "./read-document";

export const metadata: Metadata = {
  title: "API",
  description: "How your own programs read calls, steer agents and follow what happens in Foyer.",
};

const CHAPTERS = readDocument();

const GUIDE = [
  ["begin", "The first call"],
  ["access", "What a key may do"],
  ["pages", "Pages and filters"],
  ["repeat", "Repeating safely"],
  ["versions", "Changing what others change, too"],
  ["errors", "Errors"],
  ["limits", "Limits"],
  ["live", "Following live"],
] as const;

const nameOf = (tag: string) =>
  tag
    .replaceAll(/[_-]/g, " ")
    .replace(/^./, (first) => first.toUpperCase())
    .replace("Api", "API");

/** The reference for integrators: how to begin, then every operation, as the routes themselves describe it. */
export default function ApiReference() {
  return (
    <PublicFrame
      actions={
        <LinkButton href="/api/openapi.json" prefetch={false} look="ghost">
          OpenAPI 3.1
        </LinkButton>
      }
    >
      <div className="mx-auto grid max-w-[72rem] gap-x-12 pt-10 lg:grid-cols-[13rem_minmax(0,1fr)] lg:pt-16">
        <nav aria-label="On this page" className="max-lg:hidden">
          <div className="sticky top-6 flex max-h-[calc(100dvh-3rem)] flex-col gap-5 overflow-y-auto pb-6 text-13">
            <Links items={GUIDE.map(([id, label]) => ({ id, label }))} />
            <Links items={CHAPTERS.map(({ tag }) => ({ id: `about-${tag}`, label: nameOf(tag) }))} />
          </div>
        </nav>
        <div className="min-w-0">
          <Guide />
          {CHAPTERS.map(({ tag, operations }) => (
            <section
              key={tag}
              id={`about-${tag}`}
              aria-label={`${nameOf(tag)}: operations`}
              className="mt-14 scroll-mt-6"
            >
              <h2 className="font-semibold text-20">{nameOf(tag)}</h2>
              <div className="mt-4 flex flex-col gap-3">
                {operations.map((operation) => (
                  <Operation key={operation.id} operation={operation} />
                ))}
              </div>
            </section>
          ))}
        </div>
      </div>
    </PublicFrame>
  );
}

function Links({ items }: { items: readonly { id: string; label: string }[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {items.map(({ id, label }) => (
        <li key={id}>
          <a href={`#${id}`} className="block rounded-control py-0.5 text-muted hover:text-ink">
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
