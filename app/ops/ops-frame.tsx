import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "@/app/_ui/link";
import { ThemeToggle } from "../_ui/theme-toggle";
import { Wordmark } from "../_ui/wordmark";
import { SignOutButton } from "../(auth)/sign-out-button";

const PARTS = [
  ["traffic", "Traffic"],
  ["webhooks", "Webhooks"],
  ["jobs", "Jobs"],
  ["database", "Database"],
  ["cache", "Cache"],
  ["instances", "Instances"],
  ["keys", "Keys"],
  ["organizations", "Organizations"],
] as const;

/** The console's frame: one bar that stays, with the parts of the page in it, and the page. */
export function OpsFrame({
  pulse,
  parts,
  children,
}: {
  pulse?: ReactNode;
  /** Of another page than the console itself, which then leads back to it. */
  parts?: readonly (readonly [id: string, name: string])[];
  children: ReactNode;
}) {
  return (
    <div className="min-h-dvh">
      <header className="sticky top-0 z-20 flex h-12 items-center gap-6 border-line border-b bg-canvas px-4 md:px-6">
        <Link href="/" aria-label="Foyer, start page" className="rounded-control">
          <Wordmark />
        </Link>
        {parts ? (
          <Link href="/ops" className="flex items-center gap-1 rounded-[3px] text-13 text-muted hover:text-ink">
            <ChevronLeft aria-hidden className="size-4" />
            Console
          </Link>
        ) : null}
        <nav aria-label="Parts of this page" className="flex gap-4 text-13 text-muted max-lg:hidden">
          {(parts ?? PARTS).map(([id, name]) => (
            <a key={id} href={`#${id}`} className="rounded-[3px] hover:text-ink">
              {name}
            </a>
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-3 text-13">
          {pulse}
          <ThemeToggle />
          <span className="max-sm:hidden">
            <SignOutButton />
          </span>
        </div>
      </header>
      <main className="mx-auto flex max-w-[90rem] scroll-pt-16 flex-col gap-10 px-4 pt-6 pb-20 md:px-6">
        {children}
      </main>
    </div>
  );
}
