import { HeaderSkeleton, TableSkeleton } from "../../_ui/skeleton";

export default function AgentsLoading() {
  return (
    <>
      <HeaderSkeleton />
      <div className="pt-8">
        <TableSkeleton rows={5} label="Loading agents" />
      </div>
    </>
  );
}
