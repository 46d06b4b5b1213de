import type { ReactNode } from "react";

export interface Fact {
  name: string;
  value: ReactNode;
}

function isKnown({ value }: Fact): boolean {
  return value !== null && value !== undefined && value !== false && value !== "";
}

/** What is known of one thing, a line each; of what is not known there is no line. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.filter(isKnown).map((one) => (
        <div key={one.name} className="fact">
          <dt>{one.name}</dt>
          <dd>{one.value}</dd>
        </div>
      ))}
    </dl>
  );
}
