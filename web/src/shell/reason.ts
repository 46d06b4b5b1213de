/** A decision says why: the API takes reasons of 3 to 1,000 characters. */
export function isReason(text: string): boolean {
  const length = text.trim().length;
  return length >= 3 && length <= 1000;
}
