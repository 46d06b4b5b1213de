import { useEffect, useState } from "react";
import { useLocation } from "wouter";

const kAsking = /\/(support|account)$/;
let before = "";

/** Remembers where somebody was before they went to ask for help. In the shell, once. */
export function useRememberPage(): void {
  const [path] = useLocation();
  useEffect(() => {
    if (!kAsking.test(path)) before = location.pathname + location.search;
  });
}

export function usePageBefore(): string {
  const [found] = useState(() => before);
  return found;
}
