import { useMemo, useState } from "react";
import { Dialog, DialogTrigger, Popover } from "react-aria-components";
import { isDecimal } from "../../format/decimal.ts";
import { isDay, isMonth } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { useLocale } from "../../preferences/preferences.ts";
import { Button } from "../Button.tsx";
import { Field } from "../Field.tsx";
import { Select } from "../Select.tsx";
import { CheckboxGroup } from "../choices.tsx";
import { type Filter, isNumeric, valuesOf, type View } from "./arrange.ts";
import { type Column, filterKindOf } from "./column.tsx";
import { tableTexts } from "./texts.ts";

export interface FilterProps<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  view: View;
  setView: (view: View) => void;
}

function filterable<Row>(columns: readonly Column<Row>[]): Column<Row>[] {
  return columns.filter((one) => filterKindOf(one) !== "none");
}

export function FilterButton<Row>(props: FilterProps<Row>) {
  const t = useTexts(tableTexts);
  if (filterable(props.columns).length === 0) return null;
  return (
    <DialogTrigger>
      <Button icon="filter">{t("addFilter")}</Button>
      <Popover className="popover" placement="bottom start">
        <Dialog aria-label={t("addFilter")}>
          {({ close }) => <FilterFields {...props} onDone={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** By which column, and how. */
export function FilterFields<Row>({
  columns,
  rows,
  view,
  setView,
  onDone,
}: FilterProps<Row> & { onDone: () => void }) {
  const t = useTexts(tableTexts);
  const able = filterable(columns);
  const [id, setId] = useState<string | null>(null);
  const column = able.find((one) => one.id === id) ?? able[0];
  if (!column) return null;
  return (
    <>
      <Select
        label={t("filterColumn")}
        options={able.map((one) => ({ id: one.id, text: one.title }))}
        value={column.id}
        onChange={setId}
      />
      <FilterForm
        key={column.id}
        column={column}
        rows={rows}
        filter={view.filters[column.id]}
        onApply={(filter) => {
          const { [column.id]: _, ...rest } = view.filters;
          setView({ ...view, filters: filter ? { ...rest, [column.id]: filter } : rest });
          onDone();
        }}
      />
    </>
  );
}

interface FormProps<Row> {
  column: Column<Row>;
  rows: readonly Row[];
  filter: Filter | undefined;
  onApply: (filter: Filter | null) => void;
}

function FilterForm<Row>(props: FormProps<Row>) {
  switch (filterKindOf(props.column)) {
    case "choice":
      return <ChoiceForm {...props} />;
    case "range":
      return <RangeForm {...props} />;
    default:
      return <WordsForm {...props} />;
  }
}

function WordsForm<Row>({ filter, onApply }: FormProps<Row>) {
  const t = useTexts(tableTexts);
  const [text, setText] = useState(filter?.kind === "words" ? filter.text : "");
  const apply = () => onApply(text === "" ? null : { kind: "words", text });
  return (
    <Applied onApply={apply}>
      <Field label={t("containsLabel")} value={text} onChange={setText} />
    </Applied>
  );
}

function ChoiceForm<Row>({ column, rows, filter, onApply }: FormProps<Row>) {
  const t = useTexts(tableTexts);
  const locale = useLocale();
  const all = useMemo(
    () => valuesOf(rows, column, new Intl.Collator(locale)),
    [rows, column, locale],
  );
  const [values, setValues] = useState(filter?.kind === "choice" ? [...filter.values] : []);
  const apply = () => onApply(values.length === 0 ? null : { kind: "choice", values });
  return (
    <Applied onApply={apply}>
      <CheckboxGroup
        label={t("filterFor", { column: column.title })}
        options={all.map(({ value, words }) => ({ id: value, text: words }))}
        value={values}
        onChange={setValues}
      />
    </Applied>
  );
}

function isBound(kind: Column<unknown>["kind"], text: string): boolean {
  if (text === "") return true;
  if (isNumeric(kind)) return isDecimal(text);
  return kind === "month" ? isMonth(text) : isDay(text);
}

/** Numbers as the API writes them, days and months in the field that the browser has for them. */
function RangeForm<Row>({ column, filter, onApply }: FormProps<Row>) {
  const t = useTexts(tableTexts);
  const given = filter?.kind === "range" ? filter : { from: null, to: null };
  const [from, setFrom] = useState(given.from ?? "");
  const [to, setTo] = useState(given.to ?? "");
  const type = isNumeric(column.kind) ? "text" : column.kind === "month" ? "month" : "date";
  const isSound = isBound(column.kind, from) && isBound(column.kind, to);
  const apply = () =>
    onApply(
      from === "" && to === "" ? null : { kind: "range", from: from || null, to: to || null },
    );
  const mode = isNumeric(column.kind) ? { inputMode: "decimal" as const } : {};
  return (
    <Applied onApply={apply} isDisabled={!isSound}>
      <Field label={t("from")} type={type} value={from} onChange={setFrom} {...mode} />
      <Field label={t("to")} type={type} value={to} onChange={setTo} {...mode} />
    </Applied>
  );
}

function Applied({
  children,
  onApply,
  isDisabled = false,
}: {
  children: React.ReactNode;
  onApply: () => void;
  isDisabled?: boolean;
}) {
  const t = useTexts(tableTexts);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isDisabled) onApply();
      }}
    >
      {children}
      <Button type="submit" look="primary" isDisabled={isDisabled}>
        {t("apply")}
      </Button>
    </form>
  );
}
