import { useState } from "react";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button, IconButton } from "../Button.tsx";
import { Checkbox } from "../Checkbox.tsx";
import { Menu } from "../Menu.tsx";
import { type Column, contentOf } from "./column.tsx";
import type { GridProps } from "./Grid.tsx";
import { tableTexts } from "./texts.ts";

const kAtOnce = 50;

/** The same rows where a table has no room: what matters first, the rest behind a word. */
export function Cards<Row>(props: GridProps<Row>) {
  const { caption, rows, rowId } = props;
  const t = useTexts(tableTexts);
  const [most, setMost] = useState(kAtOnce);
  return (
    <>
      <ul className="card-list" aria-label={caption}>
        {rows.slice(0, most).map((row) => (
          <Card key={rowId(row)} {...props} row={row} />
        ))}
      </ul>
      {rows.length > most && <Button onPress={() => setMost(most + kAtOnce)}>{t("more")}</Button>}
    </>
  );
}

function Card<Row>({
  row,
  columns,
  rowId,
  rowName,
  selection,
  actions,
  onOpen,
}: GridProps<Row> & { row: Row }) {
  const t = useTexts(tableTexts);
  const [title, ...rest] = columns;
  const keys = rest.filter((one) => one.isKey);
  const first = keys.length > 0 ? keys : rest.slice(0, 3);
  const others = rest.filter((one) => !first.includes(one));
  const id = rowId(row);
  const toggle = (isOn: boolean) => {
    const ids = new Set(selection?.ids);
    isOn ? ids.add(id) : ids.delete(id);
    selection?.onChange(ids);
  };
  return (
    <li>
      <div className="card-title">
        {selection && (
          <Checkbox
            label={t("selectRow", { row: rowName(row) })}
            isSelected={selection.ids.has(id)}
            onChange={toggle}
          />
        )}
        <span>{title && contentOf(title, row)}</span>
        {actions && actions(row).length > 0 && (
          <Menu label={t("actions", { row: rowName(row) })} actions={actions(row)}>
            <IconButton small icon="more" label={t("actions", { row: rowName(row) })} />
          </Menu>
        )}
      </div>
      <Facts columns={first} row={row} />
      {others.length > 0 && (
        <details>
          <summary>{t("moreOf")}</summary>
          <Facts columns={others} row={row} />
        </details>
      )}
      {onOpen && (
        <Button small onPress={() => onOpen(row)}>
          {rowName(row)}
        </Button>
      )}
    </li>
  );
}

function Facts<Row>({ columns, row }: { columns: readonly Column<Row>[]; row: Row }) {
  return (
    <dl>
      {columns.map((one) => (
        <div key={one.id} className="fact">
          <dt>{one.title}</dt>
          <dd>{contentOf(one, row)}</dd>
        </div>
      ))}
    </dl>
  );
}
