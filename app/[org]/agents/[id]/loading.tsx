import { PageBody } from "@/app/_ui/page-body";
import { HeaderSkeleton, TextSkeleton } from "@/app/_ui/skeleton";

export default function AgentLoading() {
  return (
    <>
      <HeaderSkeleton />
      <PageBody>
        <TextSkeleton lines={6} />
      </PageBody>
    </>
  );
}
