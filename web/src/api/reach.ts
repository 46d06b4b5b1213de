import { onlineManager } from "@tanstack/react-query";
import { onUnreachable } from "./client.ts";

const kPause = 2_000;
const kPatience = 5_000;

async function answers(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(kPatience);
    return (await fetch("/healthz", { cache: "no-store", signal })).ok;
  } catch {
    return false;
  }
}

let isAsking = false;
/** Asks until the service answers. Until then no question is sent, and what is known stays shown. */
async function askUntilItAnswers(): Promise<void> {
  if (isAsking) return;
  isAsking = true;
  while (!(await answers())) {
    onlineManager.setOnline(false);
    await new Promise((later) => setTimeout(later, kPause));
  }
  isAsking = false;
  onlineManager.setOnline(true);
}

/**
 * Notices that the service does not answer, and when it does again: then what waits is asked, and
 * what is shown is read again. What the browser thinks of its network is a reason to ask, and no
 * answer: a service on the same machine needs none. Call it once.
 */
export function followService(): void {
  const ask = () => void askUntilItAnswers();
  onUnreachable(ask);
  onlineManager.setEventListener(() => {
    addEventListener("online", ask);
    addEventListener("offline", ask);
    return () => {
      removeEventListener("online", ask);
      removeEventListener("offline", ask);
    };
  });
}
