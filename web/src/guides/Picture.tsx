import { useIsDark, useSpoken } from "../preferences/preferences.ts";

const files = import.meta.glob<string>("./pictures/*.webp", {
  query: "?url",
  import: "default",
  eager: true,
});

/** Of every picture; tests/web/pictures.mjs makes them so. */
const kSize = { width: 960, height: 600 };

/** Where the picture is, in the reader's language and theme; null: there is none of that name. */
function usePicture(): (name: string) => string | null {
  const language = useSpoken() === "de" ? "de" : "en";
  const theme = useIsDark() ? "dark" : "light";
  return (name) => files[`./pictures/${name}.${language}.${theme}.webp`] ?? null;
}

export function Picture({ name, text }: { name: string; text: string }) {
  const source = usePicture()(name);
  if (source === null) return <p>{text}</p>;
  return (
    <figure className="guide-picture">
      <img src={source} alt={text} {...kSize} loading="lazy" decoding="async" />
    </figure>
  );
}
