import { Card } from "@/app/_ui/section";
import { Skeleton, TextSkeleton } from "@/app/_ui/skeleton";

/** What a call is made of, to come. */
export function CallSkeleton() {
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex flex-col gap-6">
        <Card>
          <Skeleton className="h-14 w-full" />
          <Skeleton className="mt-3 h-8 w-64 max-w-full" />
        </Card>
        <TextSkeleton lines={4} />
        <TextSkeleton lines={3} />
        <TextSkeleton lines={4} />
      </div>
      <div className="flex flex-col gap-4 max-lg:hidden">
        <Skeleton className="h-40 w-full" />
        <Skeleton className="h-32 w-full" />
        <Skeleton className="h-24 w-full" />
      </div>
    </div>
  );
}
