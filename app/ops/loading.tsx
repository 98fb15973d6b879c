import { PublicFrame } from "../_ui/public-frame";
import { HeaderSkeleton, TableSkeleton } from "../_ui/skeleton";

export default function OpsLoading() {
  return (
    <PublicFrame>
      <HeaderSkeleton />
      <div className="pt-6">
        <TableSkeleton rows={10} />
      </div>
    </PublicFrame>
  );
}
