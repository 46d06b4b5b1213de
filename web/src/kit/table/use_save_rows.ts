import type { List } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { say } from "../Toast.tsx";
import type { Column } from "./column.tsx";
import { saveCsv, saveNdjson } from "./files.ts";
import { tableTexts } from "./texts.ts";

interface Shown<Row> {
  name: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  list: List<Row>;
}

/** Saves the rows that are shown, and says so where there are more of them than are loaded. */
export function useSaveRows<Row>({ name, rows, columns, list }: Shown<Row>) {
  const t = useTexts(tableTexts);
  const by = (save: typeof saveCsv) => () => {
    save(name, rows, columns);
    if (list.hasMore) say(t("exportedPart", { count: rows.length }));
  };
  return { csv: by(saveCsv), ndjson: by(saveNdjson) };
}
