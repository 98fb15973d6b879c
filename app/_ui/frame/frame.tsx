"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, Suspense, useEffect, useState } from "react";
import { late } from "../late";
import { OfflineBanner } from "../offline-banner";
import { useShortcuts } from "../shortcuts";
import { SlowedBanner } from "../slowed-banner";
import { BottomBar } from "./bottom-bar";
import { useOrg } from "./org-context";
import { PLACES, SETTINGS } from "./places";
import { Rail } from "./rail";
import { TopTools } from "./top-tools";

const CommandBar = late(() => import("./command-bar").then((module) => module.CommandBar));
const OutsideBanner = late(() => import("./outside-banner").then((module) => module.OutsideBanner));
const OperatorBanner = late(() => import("./operator-banner").then((module) => module.OperatorBanner));
const ShortcutHelp = late(() => import("./shortcut-help").then((module) => module.ShortcutHelp));

/** By then a page has settled. */
const WARM_UP_AFTER_MS = 3_000;

/** What surrounds every page of an organization: rail or bottom bar, top tools, ⌘K, keyboard help. */
export function Frame({ railFolded, children }: { railFolded: boolean; children: ReactNode }) {
  const { org, role, is_outside } = useOrg();
  const router = useRouter();
  // null = never opened: its code is not loaded yet.
  const [searching, setSearching] = useState<boolean | null>(null);
  const [helping, setHelping] = useState<boolean | null>(null);
  useShortcuts([
    ...[...PLACES, SETTINGS].map((place) => ({
      keys: `g ${place.key}`,
      does: `Go to ${place.label}`,
      run: () => router.push(`/${org.slug}/${place.path}`),
      everywhere: true,
    })),
    { keys: "?", does: "This list", run: () => setHelping(true), everywhere: true },
  ]);
  useEffect(() => {
    // What fails here is fetched again when it is wanted.
    const timer = setTimeout(
      () =>
        void import("./warm-up").then(
          ({ warmUp }) => warmUp(router, org.slug),
          () => undefined,
        ),
      WARM_UP_AFTER_MS,
    );
    return () => clearTimeout(timer);
  }, [router, org.slug]);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setSearching((now) => !now);
    };
    window.addEventListener("keydown", open);
    return () => window.removeEventListener("keydown", open);
  }, []);
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="sr-only z-60 rounded-control bg-accent px-3 py-2 text-13 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <Rail folded={railFolded} />
      <div className="flex min-w-0 flex-1 flex-col max-md:pb-14">
        <OfflineBanner />
        <SlowedBanner />
        <Suspense>
          {role === "super_admin" ? <OperatorBanner /> : null}
          {is_outside ? <OutsideBanner /> : null}
        </Suspense>
        <TopTools onSearch={() => setSearching(true)} />
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 focus:outline-none">
          {children}
        </main>
      </div>
      <BottomBar />
      <Suspense>
        {searching === null ? null : (
          <CommandBar open={searching} onOpenChange={setSearching} onHelp={() => setHelping(true)} />
        )}
      </Suspense>
      <Suspense>{helping === null ? null : <ShortcutHelp open={helping} onOpenChange={setHelping} />}</Suspense>
    </div>
  );
}
