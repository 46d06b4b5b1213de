import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { idempotencyKey } from "./client.ts";
import { Unreachable } from "./problem.ts";

const kTries = 4;
const kPause = 500;

/** One step of an act: after a broken connection again, by the same key, so it is done once. */
export async function once<Done>(step: (key: string) => Promise<Done>): Promise<Done> {
  const key = idempotencyKey();
  for (let tried = 1; ; tried += 1) {
    try {
      return await step(key);
    } catch (error) {
      if (!(error instanceof Unreachable) || tried === kTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, kPause * 2 ** tried));
    }
  }
}

/**
 * An act of several steps. What was read before is read again, also where it stopped half-way.
 * `onFault`: where no form shows `error`.
 */
export function useAct({ onFault }: { onFault?: (error: Error) => void } = {}) {
  const queries = useQueryClient();
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const run = async <Done>(act: () => Promise<Done>): Promise<Done | null> => {
    setRunning(true);
    setError(null);
    try {
      return await act();
    } catch (fault) {
      setError(fault as Error);
      onFault?.(fault as Error);
      return null;
    } finally {
      await queries.invalidateQueries();
      setRunning(false);
    }
  };
  return { run, isRunning, error, reset: () => setError(null) };
}
