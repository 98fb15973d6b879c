import { PageBody } from "@/app/_ui/page-body";
import { HeaderSkeleton } from "@/app/_ui/skeleton";
import { CallSkeleton } from "./_call/call-skeleton";

export default function CallLoading() {
  return (
    <>
      <HeaderSkeleton />
      <PageBody>
        <CallSkeleton />
      </PageBody>
    </>
  );
}
