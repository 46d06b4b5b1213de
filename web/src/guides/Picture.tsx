import { useIsDark, useSpoken } from "../preferences/preferences.ts";

const files = import.meta.glob<string>("./pictures/*.webp", {
  query: "?url",
  import: "default",
  eager: true,
});

/** Of every picture; tests/web/pictures.mjs makes them so. */
const kSize = { width: 960, height: 600 };

/** Of that name in the reader's language and theme; on paper always the light one. */
export function Picture({ name, text }: { name: string; text: string }) {
  const language = useSpoken() === "de" ? "de" : "en";
  const isDark = useIsDark();
  const light = files[`./pictures/${name}.${language}.light.webp`];
  const dark = files[`./pictures/${name}.${language}.dark.webp`];
  if (!light || !dark) return <p>{text}</p>;
  const rest = { alt: text, ...kSize, loading: "lazy", decoding: "async" } as const;
  return (
    <figure className="guide-picture">
      {isDark && <img className="no-print" src={dark} {...rest} />}
      <img className={isDark ? "print-only" : undefined} src={light} {...rest} />
    </figure>
  );
}
