import { HeaderSkeleton, Skeleton, TableSkeleton } from "../../_ui/skeleton";

export default function OverviewLoading() {
  return (
    <>
      <HeaderSkeleton />
      <div className="flex max-w-[80rem] flex-col gap-8 px-4 pt-8 md:px-6">
        <Skeleton className="h-[86px] w-full rounded-card!" />
        <div className="grid gap-6 lg:grid-cols-[3fr_2fr]">
          <Skeleton className="h-72 w-full rounded-card!" />
          <TableSkeleton rows={7} />
        </div>
      </div>
    </>
  );
}
