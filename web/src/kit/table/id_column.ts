import { useTexts } from "../../i18n/use_texts.ts";
import type { Column } from "./column.tsx";
import { tableTexts } from "./texts.ts";

/** Of a table whose rows are known by their names: not shown at first, but found. */
export function useIdColumn<Row extends { id: string }>(): Column<Row> {
  const t = useTexts(tableTexts);
  return { id: "id", title: t("id"), kind: "id", isExtra: true, value: (row) => row.id };
}
