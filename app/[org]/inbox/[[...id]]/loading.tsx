import { HeaderSkeleton, TableSkeleton, TextSkeleton } from "@/app/_ui/skeleton";

export default function InboxLoading() {
  return (
    <div className="lg:grid lg:grid-cols-[25rem_minmax(0,1fr)]">
      <div className="border-line lg:border-r">
        <HeaderSkeleton />
        <div className="pt-4">
          <TableSkeleton label="Loading deliveries" />
        </div>
      </div>
      <div className="p-6 pt-16 max-lg:hidden">
        <TextSkeleton lines={6} />
      </div>
    </div>
  );
}
