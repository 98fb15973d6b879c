import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { Toaster } from "./_ui/toast";
import { TooltipProvider } from "./_ui/tooltip";
import "./globals.css";

export const metadata: Metadata = {
  title: { template: "%s · Foyer", default: "Foyer" },
  description: "The front office for voice agents: every call of every vendor, live, in one place.",
  applicationName: "Foyer",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
};

/** Fonts, theme (from a cookie, so no script has to run before paint), toasts, URL state. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get("theme")?.value;
  return (
    <html
      lang="en"
      className={`${GeistSans.variable} ${GeistMono.variable} font-sans`}
      data-theme={theme === "light" || theme === "dark" ? theme : undefined}
    >
      <body>
        <NuqsAdapter>
          <TooltipProvider>{children}</TooltipProvider>
        </NuqsAdapter>
        <Toaster />
      </body>
    </html>
  );
}
