import { catalogue } from "../../i18n/catalogue.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import type { NameOf } from "../../shell/names.ts";

/** The closed list of what recorded an association, as its partner is told. */
const texts = catalogue(
  {
    recognition: "the sale",
    import: "the operator's registry",
    act: "an act",
  },
  {
    de: {
      recognition: "den Verkauf",
      import: "das Verzeichnis des Betreibers",
      act: "eine Handlung",
    },
  },
);

/** A word that is not in the list stays as it came. */
export function useSourceName(): NameOf {
  const t = useTexts(texts);
  return (source) => (source in texts.en ? t(source as keyof typeof texts.en) : source);
}
