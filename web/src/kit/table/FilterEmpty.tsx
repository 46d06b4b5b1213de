import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../Button.tsx";
import { kFind, plainView, strictestFilter } from "./arrange.ts";
import type { GridProps } from "./Grid.tsx";
import { tableTexts } from "./texts.ts";

/** Rows are there, but none passes: other words than those of an empty list. */
export function FilterEmpty<Row>({ columns, list, view, setView }: GridProps<Row>) {
  const t = useTexts(tableTexts);
  const strictest = strictestFilter(list.rows, columns, view);
  const column = columns.find((one) => one.id === strictest?.column);
  const isOne = Object.keys(view.filters).length + (view.find === "" ? 0 : 1) < 2;
  return (
    <div className="state">
      <h2>{t("filterEmpty")}</h2>
      <p className="muted">
        {t("filterEmptyText", { count: list.rows.length })}{" "}
        {strictest?.column === kFind &&
          !isOne &&
          t("filterStrictestFind", { text: view.find, rows: strictest.rows })}
        {strictest &&
          column &&
          t("filterStrictest", { column: column.title, rows: strictest.rows })}
      </p>
      <div className="row">
        <Button onPress={() => setView({ ...plainView, sort: view.sort })}>{t("reset")}</Button>
      </div>
    </div>
  );
}
