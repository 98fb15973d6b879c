"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useApi } from "@/app/_ui/data/use-api";
import { useOrg } from "@/app/_ui/frame/org-context";
import { LinkButton } from "@/app/_ui/link-button";
import { useShortcuts } from "@/app/_ui/shortcuts";
import type { Neighbours } from "@/lib/calls/neighbours-of-call";
import { listQueryOf } from "./moment";

/** To the calls before and after this one, in the list it was opened from: its filters and order travel in the address. */
export function ListWalk({ id }: { id: string }) {
  const { org } = useOrg();
  const router = useRouter();
  const query = listQueryOf(new URLSearchParams(useSearchParams()));
  const suffix = query && `?${query}`;
  const { data } = useApi<Neighbours>(`/calls/${id}/neighbours${suffix}`);
  const to = (neighbour: string | null | undefined) =>
    neighbour ? `/${org.slug}/calls/${neighbour}${suffix}` : undefined;
  const [previous, next] = [to(data?.previous), to(data?.next)];
  useShortcuts([
    ...(next ? [{ keys: "j", does: "Next call of the list", run: () => router.push(next) }] : []),
    ...(previous ? [{ keys: "k", does: "Previous call of the list", run: () => router.push(previous) }] : []),
  ]);
  return (
    <nav aria-label="Calls of the list" className="flex gap-1">
      <Step label="Previous call" href={previous}>
        <ChevronUp aria-hidden />
      </Step>
      <Step label="Next call" href={next}>
        <ChevronDown aria-hidden />
      </Step>
    </nav>
  );
}

function Step({ label, href, children }: { label: string; href: string | undefined; children: React.ReactNode }) {
  const shape = "aspect-square px-0!";
  return href ? (
    <LinkButton href={href} aria-label={label} title={label} className={shape}>
      {children}
    </LinkButton>
  ) : (
    <span
      aria-hidden
      className="grid size-8 place-items-center rounded-control border border-line text-faint opacity-50 max-sm:size-10 [&_svg]:size-4"
    >
      {children}
    </span>
  );
}
