import { BUSINESSES } from "../stack/sandbox/conversations/businesses";
import type { Conversation, Industry } from "../stack/sandbox/conversations/conversation";

export type DemoAgent = {
  name: string;
  provider: "retell" | "vapi";
  auth_scheme: "retell_signature" | "bearer" | "shared_secret" | "hmac";
  /** How many of the days of history it has been in service, and, once paused, how many days ago that was. */
  since_days: number;
  paused_days?: number;
  /** Share of the calls it takes; 0 for calls that are not its business. */
  takes(conversation: Conversation, isOpen: boolean): number;
};

export type DemoBusiness = {
  slug: string;
  name: string;
  industry: "clinic" | "car_dealer";
  /** The sandbox's word for the industry. */
  speaks_for: Industry;
  time_zone: string;
  colour: "teal" | "amber";
  /** Area codes of the region: with 555-01xx, numbers that belong to nobody. */
  area_codes: readonly number[];
  agents: readonly DemoAgent[];
};

const outbound = ({ direction }: Conversation) => direction === "outbound";
const spanish = ({ language }: Conversation) => language === "es";
const workshop = ({ id }: Conversation) => /service|parts|repair/.test(id);

export const DEMO_BUSINESSES: readonly DemoBusiness[] = [
  {
    slug: "willowbrook",
    name: BUSINESSES.clinic.name,
    industry: "clinic",
    speaks_for: "clinic",
    time_zone: "America/Chicago",
    colour: "teal",
    area_codes: [
      ...[512, 737, 210, 254, 325, 361, 409, 430, 432, 469, 682, 713, 806, 817, 830, 832, 903, 915, 936, 940, 956],
      ...[972, 979],
    ],
    agents: [
      {
        ...{ name: "Maya, front desk", provider: "retell", auth_scheme: "retell_signature", since_days: 365 },
        takes: (call, isOpen) => (outbound(call) || spanish(call) ? 0 : isOpen ? 5 : 1),
      },
      {
        ...{ name: "Evening line", provider: "vapi", auth_scheme: "shared_secret", since_days: 290 },
        takes: (call, isOpen) => (outbound(call) || spanish(call) ? 0 : isOpen ? 1 : 8),
      },
      {
        ...{ name: "Reminders", provider: "vapi", auth_scheme: "hmac", since_days: 365 },
        takes: (call) => (outbound(call) ? 1 : 0),
      },
      {
        ...{ name: "Línea en español", provider: "retell", auth_scheme: "retell_signature", since_days: 365 },
        takes: (call) => (spanish(call) ? 1 : 0),
      },
    ],
  },
  {
    slug: "summit-ridge",
    name: BUSINESSES.dealer.name,
    industry: "car_dealer",
    speaks_for: "dealer",
    time_zone: "America/Denver",
    colour: "amber",
    area_codes: [303, 720, 719, 970, 983, 307, 308, 505, 575, 402, 531, 785, 620, 316, 801, 385, 435],
    agents: [
      {
        ...{ name: "Alex, showroom", provider: "retell", auth_scheme: "retell_signature", since_days: 365 },
        takes: (call) => (outbound(call) ? 0 : workshop(call) ? 1 : 5),
      },
      {
        ...{ name: "Service desk", provider: "vapi", auth_scheme: "bearer", since_days: 330 },
        takes: (call) => (workshop(call) ? 6 : 0),
      },
      {
        ...{ name: "Follow-ups", provider: "retell", auth_scheme: "retell_signature", since_days: 365 },
        takes: (call) => (outbound(call) ? 1 : 0),
      },
      {
        ...{
          name: "Night line (trial)",
          provider: "vapi",
          auth_scheme: "shared_secret",
          since_days: 120,
          paused_days: 19,
        },
        takes: (call, isOpen) => (outbound(call) || isOpen ? 0 : 9),
      },
    ],
  },
];
