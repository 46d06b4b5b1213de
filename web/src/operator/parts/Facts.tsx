import type { ReactNode } from "react";

export interface Fact {
  name: string;
  value: ReactNode;
}

/** What is known of one thing, a line each. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map((one) => (
        <div key={one.name} className="fact">
          <dt>{one.name}</dt>
          <dd>{one.value}</dd>
        </div>
      ))}
    </dl>
  );
}
