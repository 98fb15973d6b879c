/** Password of every demo account. Embedded stack only: a hosted deployment is never seeded. */
export const DEMO_PASSWORD = "foyer-demo-2026";

export type DemoAccount = { label: string; email: string; full_name: string; organization: DemoOrganization | null };

/** Slugs of the two demo organizations. */
export type DemoOrganization = "lakeside-clinic" | "northgate-motors";

/** The people one can sign in as after `npm start`; the seed makes them, the start-up summary prints them. */
export const DEMO_ACCOUNTS = {
  operator: { label: "Operator", email: "operator@foyer.example", full_name: "Olivia Park", organization: null },
  clinicAdmin: {
    label: "Clinic admin",
    email: "admin@lakeside.example",
    full_name: "Amara Osei",
    organization: "lakeside-clinic",
  },
  clinicViewer: {
    label: "Clinic viewer",
    email: "viewer@lakeside.example",
    full_name: "Victor Lindqvist",
    organization: "lakeside-clinic",
  },
  dealerAdmin: {
    label: "Dealer admin",
    email: "admin@northgate.example",
    full_name: "Dana Whitfield",
    organization: "northgate-motors",
  },
} as const satisfies Record<string, DemoAccount>;
