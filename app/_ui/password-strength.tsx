"use client";

import clsx from "clsx";
import { useEffect, useState } from "react";
import type { Strength } from "@/lib/auth/password-strength";

const WORDS = ["Very easy to guess", "Easy to guess", "Fair, but not enough", "Good", "Strong"];
const PAUSE_MS = 150;

/** How hard the password being typed is to guess. What judges it is fetched with the first letter, and it stays in this browser. */
export function PasswordStrength({ password, about }: { password: string; about: string[] }) {
  const [strength, setStrength] = useState<Strength | null>(null);
  const known = about.join("\n");
  useEffect(() => {
    if (password === "") return setStrength(null);
    let current = true;
    const timer = setTimeout(async () => {
      // Without it the server, which judges anyway, says what is wrong.
      const judge = await import("@/lib/auth/password-strength").catch(() => undefined);
      const found = await judge?.passwordStrength(password, known.split("\n"), { thorough: false });
      if (current && found) setStrength(found);
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [password, known]);
  const score = strength?.score ?? -1;
  return (
    <div className="-mt-2" role="status">
      <div aria-hidden className="flex gap-1">
        {[0, 1, 2, 3].map((step) => (
          <span
            key={step}
            className={clsx(
              "h-1 flex-1 rounded-full transition-colors duration-100",
              score > step ? (score >= 3 ? "bg-good-mark" : "bg-warn-mark") : "bg-line",
            )}
          />
        ))}
      </div>
      <p className="mt-1.5 min-h-5 text-13 text-muted">{strength ? (WORDS[score] ?? "") : null}</p>
    </div>
  );
}
