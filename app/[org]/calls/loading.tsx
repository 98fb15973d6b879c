import { HeaderSkeleton, TableSkeleton } from "../../_ui/skeleton";

export default function CallsLoading() {
  return (
    <>
      <HeaderSkeleton />
      <div className="pt-16">
        <TableSkeleton rows={16} />
      </div>
    </>
  );
}
