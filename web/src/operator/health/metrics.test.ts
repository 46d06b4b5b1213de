import { describe, expect, it } from "vitest";
import { operationsOf, othersOf, samplesOf, shareWithin50 } from "./metrics.ts";

const text = `# HELP accredit_commit The last commit.
accredit_commit 62
accredit_http_requests_total{operation="listUsers",status="2xx"} 3
accredit_http_requests_total{operation="listUsers",status="4xx"} 1
accredit_http_request_duration_seconds_bucket{operation="listUsers",le="0.05"} 3
accredit_http_request_duration_seconds_bucket{operation="listUsers",le="+Inf"} 4
accredit_http_request_duration_seconds_sum{operation="listUsers"} 0.1
accredit_http_request_duration_seconds_count{operation="listUsers"} 4
accredit_jobs{kind="a \\"b\\"",state="done"} 2
`;

describe("metrics", () => {
  const samples = samplesOf(text);
  it("are read with their labels", () => {
    expect(samples.length).toBe(8);
    expect(samples.at(-1)?.labels.state).toBe("done");
  });
  it("say how each operation does", () => {
    expect(operationsOf(samples)).toEqual([
      { operation: "listUsers", answers: 4, refused: 1, failed: 0, mean: "25.0" },
    ]);
    expect(shareWithin50(samples)).toBe("75.0");
    expect(shareWithin50([])).toBeNull();
    expect(othersOf(samples).map((one) => one.name)).toEqual(["accredit_commit", "accredit_jobs"]);
  });
});
