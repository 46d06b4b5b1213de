/** A sample of the Prometheus text format. */
export interface Sample {
  name: string;
  labels: Readonly<Record<string, string>>;
  /** As it was written; "NaN" and "+Inf" too. */
  value: string;
}

const line = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

export function samplesOf(text: string): Sample[] {
  return text.split("\n").flatMap((one) => {
    if (one.startsWith("#")) return [];
    const found = line.exec(one);
    if (!found) return [];
    const [, name = "", within = "", value = ""] = found;
    const labels = Object.fromEntries(
      [...within.matchAll(label)].map(([, key, text]) => [key, text]),
    );
    return [{ name, labels, value }];
  });
}

export interface Operation {
  operation: string;
  answers: number;
  refused: number;
  failed: number;
  /** Of an answer, in milliseconds with one digit; null: none was measured. */
  mean: string | null;
}

/** What was asked since the service was started, by operation, the most asked first. */
export function operationsOf(samples: readonly Sample[]): Operation[] {
  const found = new Map<string, Operation & { seconds: number; measured: number }>();
  const at = (operation: string) => {
    const nothing = { answers: 0, refused: 0, failed: 0, mean: null, seconds: 0, measured: 0 };
    const one = found.get(operation) ?? { operation, ...nothing };
    found.set(operation, one);
    return one;
  };
  for (const { name, labels, value } of samples) {
    const { operation, status } = labels;
    const count = Number(value);
    if (operation === undefined || Number.isNaN(count)) continue;
    if (name === "accredit_http_requests_total") {
      const one = at(operation);
      one.answers += count;
      if (status === "4xx") one.refused += count;
      if (status === "5xx") one.failed += count;
    }
    if (name === "accredit_http_request_duration_seconds_sum") at(operation).seconds += count;
    if (name === "accredit_http_request_duration_seconds_count") at(operation).measured += count;
  }
  return [...found.values()]
    .map(({ seconds, measured, ...one }) => ({
      ...one,
      mean: measured === 0 ? null : ((seconds * 1000) / measured).toFixed(1),
    }))
    .sort((a, b) => b.answers - a.answers);
}

/** Which share of answers took at most 50 ms, in percents with one digit; null: nothing measured. */
export function shareWithin50(samples: readonly Sample[]): string | null {
  let [quick, all] = [0, 0];
  for (const { name, labels, value } of samples) {
    if (name !== "accredit_http_request_duration_seconds_bucket") continue;
    if (labels.le === "0.05") quick += Number(value);
    if (labels.le === "+Inf") all += Number(value);
  }
  return all === 0 ? null : ((quick * 100) / all).toFixed(1);
}

/** Everything else that is one number, by name. */
export function othersOf(samples: readonly Sample[]): Sample[] {
  return samples.filter((one) => !one.name.startsWith("accredit_http_") && !("le" in one.labels));
}
