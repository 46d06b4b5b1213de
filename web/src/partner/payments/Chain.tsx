import { useTexts } from "../../i18n/use_texts.ts";
import { Icon } from "../../kit/Icon.tsx";
import { chainOf, type Stage } from "./payments.ts";
import "./payments.css";
import { paymentsTexts } from "./texts.ts";

/** From a closed month to the account: what is over, where it stands, what is to come. */
export function Chain({ currency, stage }: { currency: string; stage: Stage["stage"] }) {
  const t = useTexts(paymentsTexts);
  return (
    <ol className="chain" aria-label={t("wayOf", { currency })}>
      {chainOf(stage).map(({ name, place }) => (
        <li key={name} className={place} aria-current={place === "here" ? "step" : undefined}>
          <span className="chain-mark">{place === "over" && <Icon name="check" />}</span>
          {t(name)}
          <span className="visually-hidden">, {t(place)}</span>
        </li>
      ))}
    </ol>
  );
}
