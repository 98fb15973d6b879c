import { HeaderSkeleton, Skeleton } from "../../_ui/skeleton";

export default function LiveLoading() {
  return (
    <>
      <HeaderSkeleton />
      <div className="grid gap-4 px-4 pt-6 md:grid-cols-2 md:px-6 xl:grid-cols-3">
        <Skeleton className="h-80 rounded-card!" />
        <Skeleton className="h-80 rounded-card!" />
        <Skeleton className="h-80 rounded-card! max-xl:hidden" />
      </div>
    </>
  );
}
