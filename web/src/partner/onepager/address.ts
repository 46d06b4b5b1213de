/** Opens the customer's dialogue with the partner chosen, after signing in. */
export function addressFor(origin: string, partner: string): string {
  const query = new URLSearchParams({ attach: "all", partner });
  return `${origin}/c?${query.toString()}`;
}
