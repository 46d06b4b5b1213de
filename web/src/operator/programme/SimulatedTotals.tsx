import type { DataOf } from "../../api/questions.ts";
import { percentChange } from "../../format/decimal.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Figures } from "../../kit/Figures.tsx";
import { Change, Money, Quantity } from "../../kit/values.tsx";
import { programmeTexts } from "./texts.ts";

/** What a simulation comes to: before and after by currency, and how many lines would be others. */
export function SimulatedTotals({ of: data }: { of: DataOf<"/v1/simulations/{id}"> }) {
  const t = useTexts(programmeTexts);
  return (
    <Figures
      figures={[
        ...(data.totals ?? []).map((one) => ({
          name: one.currency,
          value: (
            <>
              <Money amount={one.before} currency={one.currency} /> →{" "}
              <Money amount={one.after} currency={one.currency} />
            </>
          ),
          note: (
            <>
              <Change percents={percentChange(one.before, one.after)} isGood={false} />
              {" · "}
              {[
                t("up", { count: String(one.up) }),
                t("down", { count: String(one.down) }),
                t("unchanged", { count: String(one.unchanged) }),
              ].join(" · ")}
            </>
          ),
        })),
        {
          name: t("changedLines"),
          value: <Quantity amount={String(data.lines ?? 0)} />,
        },
      ]}
    />
  );
}
