/** Password of every demo account. Embedded stack only: a hosted deployment is never seeded. */
export const DEMO_PASSWORD = "foyer-demo-2026";

export type DemoAccount = { label: string; email: string; full_name: string; organization: DemoOrganization | null };

/** Slugs of the two demo organizations: the businesses that the written conversations speak for. */
export type DemoOrganization = "willowbrook" | "summit-ridge";

/** The people one can sign in as after `npm start`; the seed makes them, the start-up summary prints them. */
export const DEMO_ACCOUNTS = {
  operator: { label: "Operator", email: "operator@foyer.example", full_name: "Olivia Park", organization: null },
  clinicAdmin: {
    label: "Clinic admin",
    email: "admin@willowbrook.example",
    full_name: "Amara Osei",
    organization: "willowbrook",
  },
  clinicViewer: {
    label: "Clinic viewer",
    email: "viewer@willowbrook.example",
    full_name: "Victor Lindqvist",
    organization: "willowbrook",
  },
  dealerAdmin: {
    label: "Dealer admin",
    email: "admin@summitridge.example",
    full_name: "Dana Whitfield",
    organization: "summit-ridge",
  },
} as const satisfies Record<string, DemoAccount>;
