"use client";

import { useFormat } from "@/app/_ui/format/use-format";
import type { PeriodFigures } from "@/lib/analytics/read-figures";
import { NumbersDialog } from "../../_ui/charts/numbers-dialog";
import { figureHeads, figureRow } from "./figures-table";

/** Every measure of every agent as a table: in the period, then in the one before. */
export function AgentNumbers({ data, onClose }: { data: PeriodFigures; onClose: () => void }) {
  const format = useFormat();
  const { agents, period, currency } = data;
  // Agents may share a name.
  const names = agents.map(({ agent }, index) => {
    const same = agents.slice(0, index).filter((each) => each.agent.name === agent.name).length;
    return same > 0 ? `${agent.name} (${same + 1})` : agent.name;
  });
  const rows = agents.map(({ figures, previous }, index) => {
    const name = names[index] ?? "";
    return [figureRow(format, name, figures, currency), figureRow(format, `${name}, before`, previous, currency)];
  });
  return (
    <NumbersDialog
      open
      onClose={onClose}
      table={{
        title: "Figures by agent",
        file: `agents-${period.from}-${period.to}`,
        ...figureHeads("Agent", currency),
        rows: [...rows.flatMap(([now]) => now ?? []), ...rows.flatMap(([, before]) => before ?? [])],
      }}
    />
  );
}
