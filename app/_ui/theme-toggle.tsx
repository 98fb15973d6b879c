"use client";

import clsx from "clsx";
import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";

export const THEMES = [
  { value: "system", label: "Follow the system", Icon: Monitor },
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
] as const;

export type Theme = (typeof THEMES)[number]["value"];

const listeners = new Set<() => void>();

function read(): Theme {
  const now = document.documentElement.dataset.theme;
  return now === "light" || now === "dark" ? now : "system";
}

/** Applies a theme and keeps the choice in a cookie, so the server renders the right theme and no script has to run before paint. */
export function setTheme(theme: Theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  const age = theme === "system" ? 0 : 31_536_000;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every supported browser
  document.cookie = `theme=${theme}; path=/; max-age=${age}; samesite=lax`;
  for (const listener of listeners) listener();
}

/** The theme of this browser; null while the server renders. */
export function useTheme(): Theme | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read,
    () => null,
  );
}

/** System, light or dark. */
export function ThemeToggle({ className }: { className?: string }) {
  const theme = useTheme();
  return (
    <fieldset className={clsx("inline-flex rounded-control border border-line bg-sunken p-0.5", className)}>
      <legend className="sr-only">Theme</legend>
      {THEMES.map(({ value, label, Icon }) => (
        <button
          key={value}
          type="button"
          aria-label={label}
          title={label}
          aria-pressed={theme === value}
          onClick={() => setTheme(value)}
          className={clsx(
            "grid h-6 w-7 place-items-center rounded-[4px] transition-colors duration-100 max-sm:h-8 max-sm:w-10",
            theme === value ? "bg-raised text-ink shadow-[0_0_0_1px_var(--line-strong)]" : "text-faint hover:text-ink",
          )}
        >
          <Icon aria-hidden className="size-3.5" />
        </button>
      ))}
    </fieldset>
  );
}
