import { onlineManager } from "@tanstack/react-query";
import { onUnreachable } from "./client.ts";

const kPause = 2_000;

async function answers(): Promise<boolean> {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/**
 * Notices that the service does not answer, whatever the browser thinks of its network, and asks
 * until it does again: then what waits is asked, and what is shown is read again. Call it once.
 */
export function followService(): void {
  let isWaiting = false;
  onUnreachable(async () => {
    if (isWaiting) return;
    isWaiting = true;
    onlineManager.setOnline(false);
    do await new Promise((later) => setTimeout(later, kPause));
    while (!(await answers()));
    isWaiting = false;
    onlineManager.setOnline(true);
  });
}
