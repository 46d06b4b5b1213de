import { useState } from "react";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../Button.tsx";
import { Dialog } from "../Dialog.tsx";
import { Select } from "../Select.tsx";
import { isNumeric, plainView, type View } from "./arrange.ts";
import type { Column } from "./column.tsx";
import { FilterFields, type FilterProps } from "./FilterButton.tsx";
import { tableTexts } from "./texts.ts";

interface Props<Row> extends FilterProps<Row> {
  /** Rows that pass. */
  shown: number;
}

/** On a phone: filters and order on a sheet of their own, since cards have no heads to press. */
export function FilterSheet<Row>({ shown, ...props }: Props<Row>) {
  const { columns, view, setView } = props;
  const t = useTexts(tableTexts);
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const foot = (
    <>
      <Button onPress={() => setView(plainView)}>{t("reset")}</Button>
      <Button look="primary" onPress={close}>
        {t("showRows", { count: shown })}
      </Button>
    </>
  );
  return (
    <>
      <Button icon="filter" onPress={() => setOpen(true)}>
        {t("addFilter")}
      </Button>
      <Dialog title={t("filterSheet")} isOpen={isOpen} onClose={close} place="side" foot={foot}>
        <Order columns={columns} view={view} setView={setView} />
        <FilterFields {...props} onDone={close} />
      </Dialog>
    </>
  );
}

const kAsItComes = "";

function Order<Row>({
  columns,
  view,
  setView,
}: {
  columns: readonly Column<Row>[];
  view: View;
  setView: (view: View) => void;
}) {
  const t = useTexts(tableTexts);
  const ways = columns.flatMap((column) =>
    // Numbers are of interest from the largest on, as in the heads of a table.
    [isNumeric(column.kind), !isNumeric(column.kind)].map((isDescending) => ({
      id: `${isDescending ? "-" : ""}${column.id}`,
      text: t(isDescending ? "descending" : "ascending", { column: column.title }),
      sort: { column: column.id, isDescending },
    })),
  );
  const { sort } = view;
  const chosen = sort ? `${sort.isDescending ? "-" : ""}${sort.column}` : kAsItComes;
  return (
    <Select
      label={t("order")}
      value={chosen}
      options={[{ id: kAsItComes, text: t("asItComes") }, ...ways]}
      onChange={(id) => setView({ ...view, sort: ways.find((one) => one.id === id)?.sort ?? null })}
    />
  );
}
