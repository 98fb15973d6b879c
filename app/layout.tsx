import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { MonitoringFacts } from "./_ui/monitoring/monitoring-facts";
import { TooltipLayer } from "./_ui/root-parts";
import "./globals.css";

const sans = localFont({
  src: "../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2",
  variable: "--font-geist-sans",
  weight: "100 900",
});

// Ids and payloads only: fetched where it is used.
const mono = localFont({
  src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
  preload: false,
});

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

/** Fonts, theme (from a cookie, so no script has to run before paint), tooltips. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get("theme")?.value;
  return (
    <html
      lang="en"
      className={`${sans.variable} ${mono.variable} font-sans`}
      data-theme={theme === "light" || theme === "dark" ? theme : undefined}
    >
      <body>
        <MonitoringFacts />
        {children}
        <TooltipLayer />
      </body>
    </html>
  );
}
