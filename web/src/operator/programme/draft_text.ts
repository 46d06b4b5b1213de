const kDraft = "accredit.programme-draft";

/** The draft that is being written lives in the tab: a reload keeps it, nobody else sees it. */
export function keptDraft(): string {
  return sessionStorage.getItem(kDraft) ?? "";
}
export function keepDraft(text: string): void {
  sessionStorage.setItem(kDraft, text);
}
