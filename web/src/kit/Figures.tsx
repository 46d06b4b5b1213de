import type { ReactNode } from "react";

export interface Figure {
  name: string;
  value: ReactNode;
  /** Against what it was, or what it is made of. */
  note?: ReactNode;
}

/** The numbers a page is about, in one row. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="figures">
      {figures.map((one) => (
        <div key={one.name} className="figure">
          <dt>{one.name}</dt>
          <dd>
            <div className="figure-value">{one.value}</div>
            {one.note && <p className="figure-note">{one.note}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A part of a page with a heading of its own. */
export function Card({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="card" aria-label={title}>
      <div className="card-head">
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
