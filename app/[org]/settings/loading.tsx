import { PageBody } from "../../_ui/page-body";
import { HeaderSkeleton, TextSkeleton } from "../../_ui/skeleton";

export default function SettingsLoading() {
  return (
    <>
      <HeaderSkeleton />
      <PageBody className="max-w-[36rem] pt-16">
        <TextSkeleton lines={8} />
      </PageBody>
    </>
  );
}
