import { Suspense } from "react";
import { late } from "@/app/_ui/late";
import type { Agent } from "@/lib/agents/agent";
import type { Step } from "../../_ui/step-list";
import { Time } from "../../_ui/time";
import { FirstDelivery } from "./first-delivery";

// Only until the vendor has proven itself.
const VendorGuide = late(() => import("./vendor-guide").then((module) => module.VendorGuide));

const VENDOR = { retell: "Retell", vapi: "Vapi" } as const;

/** The second and third step of connecting, with what to do for those who may; their marks turn by themselves as facts arrive. */
export function connectSteps(agent: Agent | null, secret: string | null, mayAct: boolean): Step[] {
  const vendor = agent ? VENDOR[agent.provider] : "the vendor";
  const pointed = Boolean(agent?.webhook_registered_at ?? agent?.validated_at);
  const validated = Boolean(agent?.validated_at);
  return [
    {
      key: "point",
      title: `Point ${vendor} at Foyer`,
      state: pointed ? "done" : agent ? "doing" : "todo",
      aside: agent?.webhook_registered_at ? <Time at={agent.webhook_registered_at} /> : undefined,
      children:
        agent && !validated && mayAct ? (
          <Suspense>
            <VendorGuide agent={agent} secret={secret} />
          </Suspense>
        ) : undefined,
    },
    {
      key: "first",
      title: "The first signed delivery",
      state: validated ? "done" : agent ? "doing" : "todo",
      aside: agent?.validated_at ? <Time at={agent.validated_at} /> : undefined,
      children: agent ? <FirstDelivery agent={agent} /> : undefined,
    },
  ];
}
