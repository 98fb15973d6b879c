import { WaveformAnswer } from "@/lib/calls/answers";
import { readWaveform } from "@/lib/calls/read-waveform";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const maxDuration = 60;

export const GET = withOrg(
  {
    docs: { summary: "Read how loud a recording is, bar by bar", answer: WaveformAnswer },
    can: "calls.read",
    params: IdParams,
  },
  ({ ctx, params, request }) => readWaveform(ctx, { ...params, signal: request.signal }),
);
