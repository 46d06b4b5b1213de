import { catalogue } from "../../i18n/catalogue.ts";
import { useTexts } from "../../i18n/use_texts.ts";

const texts = catalogue(
  {
    earning: "Earned",
    due: "Becomes payable",
    adjustment: "Adjusted",
    restatement: "Restated",
    hold: "Held",
    release: "Released",
    forfeit: "Forfeited",
    coop: "Co-op",
    late: "Too late",
    dispute: "Disputes",
    payment: "Paid",
  },
  {
    de: {
      earning: "Verdient",
      due: "Wird zahlbar",
      adjustment: "Angepasst",
      restatement: "Neu berechnet",
      hold: "Zurückgehalten",
      release: "Freigegeben",
      forfeit: "Verfallen",
      coop: "Co-op",
      late: "Zu spät",
      dispute: "Anfechtungen",
      payment: "Gezahlt",
    },
  },
);

type Known = keyof typeof texts.en;

/** What a kind of entry is called; as it came where it has no name yet. */
export function useKindName(): (kind: string) => string {
  const t = useTexts(texts);
  return (kind) => (kind in texts.en ? t(kind as Known) : kind);
}
