import type { Industry } from "./conversation";

/** The two businesses the written conversations speak for. The demo's organizations carry the same names. */
export const BUSINESSES: Record<Industry, { name: string; number: string; front_desk: string }> = {
  clinic: { name: "Willowbrook Family Clinic", number: "+15125550100", front_desk: "+15125550101" },
  dealer: { name: "Summit Ridge Motors", number: "+13035550100", front_desk: "+13035550101" },
};
