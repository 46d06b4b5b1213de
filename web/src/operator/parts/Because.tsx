import { useId } from "react";

interface Explanation {
  kind: string;
  label: string;
  value: string;
  because: Explanation[];
}

const kOpen = 2;

/** A tree of what rests on what; its first levels are open, deeper ones open by a click. */
export function Because({ explanation, depth = 0 }: { explanation: Explanation; depth?: number }) {
  const id = useId();
  const { label, value, because } = explanation;
  const line = (
    <>
      <span>{label}</span> {value && <strong>{value}</strong>}
    </>
  );
  if (because.length === 0) return <p className="because">{line}</p>;
  return (
    <details className="because" open={depth < kOpen}>
      <summary>{line}</summary>
      <ul>
        {because.map((one, place) => (
          <li key={`${id} ${place}`}>
            <Because explanation={one} depth={depth + 1} />
          </li>
        ))}
      </ul>
    </details>
  );
}
