import type { Format } from "@/app/_ui/format/use-format";
import type { ListedAgent } from "@/lib/agents/agent";

/** The sentence a reader came for: whether all agents answer, and if not, which one to look at. */
export function answerOf(format: Format, agents: readonly ListedAgent[]): string {
  const failing = agents.filter(({ health }) => health === "failing");
  const paused = agents.filter(({ health }) => health === "paused");
  const incomplete = agents.filter(({ reconciliation }) => (reconciliation?.missing_calls ?? 0) > 0);
  const drifted = agents.filter(({ vendor_problems, health }) => vendor_problems.length > 0 && health !== "paused");
  // Nobody is named twice: what is wrong at the vendor is why no delivery comes.
  const waiting = agents.filter((agent) => agent.health === "waiting" && !drifted.includes(agent));
  const troubles = [
    ...(failing.length > 0 ? [`${names(failing)} ${failing.length === 1 ? "has" : "have"} deliveries refused`] : []),
    ...(incomplete.length > 0 ? [`${names(incomplete)} ${incomplete.length === 1 ? "lacks" : "lack"} calls`] : []),
    ...(drifted.length > 0
      ? [`${names(drifted)} ${drifted.length === 1 ? "needs" : "need"} a look at the vendor`]
      : []),
    ...(waiting.length > 0 ? [`${names(waiting)} ${are(waiting)} waiting for a first delivery`] : []),
    ...(paused.length > 0 ? [`${names(paused)} ${are(paused)} paused`] : []),
  ];
  if (troubles.length > 0) return `${troubles.join("; ")}.`;
  if (agents.length === 1) return "Your agent is answering.";
  return agents.length === 2
    ? "Both agents are answering."
    : `All ${format.words(agents.length)} agents are answering.`;
}

const SHOWN = 2;

function names(agents: readonly ListedAgent[]): string {
  if (agents.length > SHOWN) return `${agents.length} agents`;
  return agents.map(({ name }) => name).join(" and ");
}

function are(agents: readonly ListedAgent[]): string {
  return agents.length === 1 ? "is" : "are";
}
