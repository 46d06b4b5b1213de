/** Drawn on a grid of 16; strokes of 1.5. The only place of drawings. */
const drawings = {
  add: "M8 3v10M3 8h10",
  alert: "M8 2.5 14.5 13.5h-13ZM8 6.5v3M8 11.6v.1",
  back: "M10 4 6 8l4 4",
  book: "M3 3.5c2-.8 4-.5 5 .7 1-1.2 3-1.5 5-.7v9c-2-.8-4-.5-5 .7-1-1.2-3-1.5-5-.7ZM8 4.2v9",
  cards: "M2.5 3.5h11v4h-11ZM2.5 9.5h11v3h-11Z",
  chart: "M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V6",
  check: "m3 8.5 3.2 3L13 4.5",
  chevron: "m4 6 4 4 4-4",
  clock: "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2ZM8 5v3.2l2.2 1.3",
  close: "m4 4 8 8M12 4l-8 8",
  columns: "M2.5 3h11v10h-11ZM6.2 3v10M9.8 3v10",
  copy: "M6 5.5h7v8H6ZM10 5.5v-3H3v8h3",
  down: "M8 3v10M4 9l4 4 4-4",
  download: "M8 2.5v7.5M4.5 7 8 10.3 11.5 7M2.5 13.5h11",
  eye: "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8ZM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Z",
  filter: "M2.5 3.5h11L9.5 8.3V12l-3 1.5V8.3Z",
  forward: "m6 4 4 4-4 4",
  help: "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2ZM6.3 6.3c.2-2.4 3.6-2 3.4.1-.1 1.1-1.7 1.3-1.7 2.5M8 11.2v.1",
  home: "M2.5 7.5 8 2.8l5.5 4.7M4 6.5v7h8v-7",
  key: "M5.5 7.6a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4ZM7.5 8.4l5.5-5.6M10.6 5.2l1.9 1.9",
  list: "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1",
  lock: "M3.5 7.5h9v6h-9ZM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  menu: "M2.5 4h11M2.5 8h11M2.5 12h11",
  money: "M2 4h12v8H2ZM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6ZM4.3 8h.1M11.6 8h.1",
  more: "M3.5 8h.1M8 8h.1M12.4 8h.1",
  moon: "M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5Z",
  out: "M6.5 2.5h-4v11h4M10 5l3.5 3L10 11M13.5 8h-8",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  people:
    "M6 3a2.3 2.3 0 1 1 0 4.6A2.3 2.3 0 0 1 6 3ZM1.8 13c.3-5 8.1-5 8.4 0M10.5 3.3a2.2 2.2 0 0 1 0 4.1M11.5 9.3c1.6.4 2.6 1.7 2.7 3.7",
  play: "M5 3.2 12.5 8 5 12.8Z",
  print: "M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7Z",
  search: "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3l3.2 3.2",
  settings:
    "M2.5 5h5M11.5 5h2M2.5 11h2M8.5 11h5M9.5 3.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6ZM6.5 9.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Z",
  shield: "M8 2 13 4v4c0 3-2 5-5 6-3-1-5-3-5-6V4ZM5.8 8l1.6 1.6 3-3.2",
  sort: "m5 6.5 3-3 3 3M5 9.5l3 3 3-3",
  star: "m8 2.3 1.7 3.6 3.9.5-2.9 2.7.8 3.9L8 11.1 4.5 13l.8-3.9-2.9-2.7 3.9-.5Z",
  undo: "M5.5 3 2.5 6l3 3M2.5 6h6.3a4 4 0 1 1 0 8H6",
  up: "M8 13V3M4 7l4-4 4 4",
  user: "M8 2.5a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2ZM3 13.5c.4-5.6 9.6-5.6 10 0",
  table: "M2.5 3h11v10h-11ZM2.5 6.3h11M2.5 9.6h11M7 6.3V13",
} as const;

export type IconName = keyof typeof drawings;

/** Says nothing to a screen reader: the words beside it do. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={drawings[name]} />
    </svg>
  );
}

export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <path d="M10 1.8 18.2 10 10 18.2 1.8 10Z" strokeLinejoin="round" />
      <path d="M6.8 10h6.4M10 6.8v6.4" strokeLinecap="round" />
    </svg>
  );
}
