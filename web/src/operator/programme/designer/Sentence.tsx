import { type ReactNode, useState } from "react";
import { useTexts } from "../../../i18n/use_texts.ts";
import { Button, IconButton } from "../../../kit/Button.tsx";
import { Menu } from "../../../kit/Menu.tsx";
import { useDesk } from "./context.ts";
import { designerTexts } from "./designer_texts.ts";
import {
  entryOf,
  type Holder,
  type InlineTable,
  type List,
  type Node,
  type Span,
} from "./document.ts";
import { addItem, putEntry, removeItem } from "./edit.ts";
import { fieldTexts } from "./field_texts.ts";
import { type Field, fieldsOf, isOfferedIn, isUsualIn } from "./fields.ts";
import { NewFrom } from "./NewFrom.tsx";
import { ChoicePill, ChoicesPill, DayPill, TextPill, TruthPill } from "./pills.tsx";
import { fieldOf, has, linesOf, putField, type Rule, spanOf } from "./rule.ts";

/** Where the fields of a rule, or of a row in it, are read and written. */
interface Place {
  holder: Holder;
  node: (id: string) => Node | undefined;
  span: (id: string) => Span | undefined;
  /** The text with that field set; null: without it. */
  put: (id: string, words: string | null) => string;
}

/** A field's name: its sentence without the field; empty where a row is named after what it is in. */
export function useFieldName(): (field: Field) => string {
  const t = useTexts(fieldTexts);
  return (field) => t(field.sentence, { field: "" }).replace(/\s+/g, " ").trim();
}

/** A rule as a sentence, of which each part can be changed. */
export function Sentence({ rule }: { rule: Rule }) {
  const { text } = useDesk();
  const place: Place = {
    holder: rule.table,
    node: (id) => fieldOf(rule, id),
    span: (id) => spanOf(rule, id),
    put: (id, words) => putField(text, rule, id, words),
  };
  return <Clauses fields={fieldsOf[rule.kind]} place={place} of="" />;
}

function Clauses({ fields, place, of }: { fields: readonly Field[]; place: Place; of: string }) {
  const t = useTexts(designerTexts);
  const nameOf = useFieldName();
  const { change, isReadOnly } = useDesk();
  const [opened, setOpened] = useState<readonly string[]>([]);
  const isSaid = ({ id }: Field) => place.node(id) !== undefined;
  // Who only reads has its name in the heading.
  const isHeading = ({ id }: Field) => isReadOnly && of === "" && (id === "name" || id === "code");
  const isShown = (field: Field) =>
    !isHeading(field) &&
    (isSaid(field) ||
      (!isReadOnly && (opened.includes(field.id) || isUsualIn(field, place.holder))));
  const add = (field: Field) => {
    const { shape, initial } = field;
    const first =
      shape.as === "rows" ? `[${shape.first}]` : shape.as === "record" ? shape.first : initial;
    if (first === undefined) setOpened([...opened, field.id]);
    else change(place.put(field.id, first));
  };
  const others = fields.filter((one) => !isShown(one) && isOfferedIn(one, place.holder));
  return (
    <>
      {fields.filter(isShown).map((field) => (
        <Clause
          key={field.id}
          field={field}
          place={place}
          of={of}
          onClose={() => setOpened(opened.filter((id) => id !== field.id))}
        />
      ))}
      {!isReadOnly && others.length > 0 && (
        <Menu
          label={t("addTo", { name: of || t("thisRule") })}
          actions={others.map((field) => ({
            id: field.id,
            text: nameOf(field),
            run: () => add(field),
          }))}
        >
          {of === "" ? (
            <Button icon="add">{t("addToRule")}</Button>
          ) : (
            <IconButton icon="add" small label={t("addTo", { name: of })} />
          )}
        </Menu>
      )}
    </>
  );
}

function Clause({
  field,
  place,
  of,
  onClose,
}: {
  field: Field;
  place: Place;
  of: string;
  onClose: () => void;
}) {
  const t = useTexts(designerTexts);
  const words = useTexts(fieldTexts);
  const nameOf = useFieldName();
  const { text, change, isReadOnly, faultAt } = useDesk();
  const span = place.span(field.id);
  const { as } = field.shape;
  const isBlock = as === "rows" || as === "record";
  // What is wrong is known by its line: a field of the rule says it, for all that stands in it.
  const fault = of === "" && span ? faultAt(linesOf(text, span)) : undefined;
  const name = [of, nameOf(field)].filter(Boolean).join(": ");
  const isTakenAway = span && !field.isNeeded && !isUsualIn(field, place.holder) && !isReadOnly;
  const takeAway = () => {
    onClose();
    change(place.put(field.id, null));
  };
  return (
    <div className={`clause${isBlock ? " block" : ""}${fault ? " bad" : ""}`}>
      {words.rich(field.sentence, {
        field: <Control key="field" field={field} place={place} name={name} />,
      })}
      {isTakenAway && (
        <IconButton icon="close" small label={t("takeAway", { name })} onPress={takeAway} />
      )}
      {fault && <p className="field-error">{fault}</p>}
    </div>
  );
}

function Control({ field, place, name }: { field: Field; place: Place; name: string }): ReactNode {
  const { change } = useDesk();
  const node = place.node(field.id);
  const put = (words: string | null) => change(place.put(field.id, words));
  const common = { field, node, name, put };
  const { shape } = field;
  switch (shape.as) {
    case "rows":
      return <Rows node={node} name={name} put={put} fields={shape.fields} first={shape.first} />;
    case "record":
      return node?.kind === "table" ? (
        <Record row={node} fields={shape.fields} name={name} />
      ) : null;
    case "choice":
      return <ChoicePill {...common} of={shape.of} />;
    case "choices":
      return <ChoicesPill {...common} of={shape.of} />;
    case "truth":
      return <TruthPill {...common} />;
    case "day":
    case "month":
      return <DayPill {...common} />;
    default:
      return <TextPill {...common} isWhole={shape.as === "whole"} />;
  }
}

function useRow(row: InlineTable): Place {
  const { text } = useDesk();
  return {
    holder: row,
    node: (id) => entryOf(row, id)?.value,
    span: (id) => entryOf(row, id),
    put: (id, words) => putEntry(text, row, id, words),
  };
}

function Record({
  row,
  fields,
  name,
}: {
  row: InlineTable;
  fields: readonly Field[];
  name: string;
}) {
  return (
    <div className="clause-row">
      <Clauses fields={fields} place={useRow(row)} of={name} />
    </div>
  );
}

function Row({
  row,
  fields,
  name,
  isBad,
  onRemove,
}: {
  row: InlineTable;
  fields: readonly Field[];
  name: string;
  isBad: boolean;
  onRemove: (() => void) | null;
}) {
  const t = useTexts(designerTexts);
  return (
    <li className={`clause-row${isBad ? " bad" : ""}`}>
      <Clauses fields={fields} place={useRow(row)} of={name} />
      {onRemove && (
        <IconButton icon="close" small label={t("takeAway", { name })} onPress={onRemove} />
      )}
    </li>
  );
}

function Rows({
  fields,
  first,
  node,
  name,
  put,
}: {
  fields: readonly Field[];
  first: string;
  node: Node | undefined;
  name: string;
  put: (words: string | null) => void;
}) {
  const t = useTexts(designerTexts);
  const { text, change, isReadOnly, faultAt } = useDesk();
  const list: List | null = node?.kind === "list" ? node : null;
  const items = list?.items ?? [];
  // The last one takes the key with it.
  const remove = (place: number) =>
    list && items.length > 1 ? change(removeItem(text, list, place)) : put(null);
  // Rows that share a line cannot be told apart by it.
  const isBad = (item: Node) => {
    const lines = linesOf(text, item);
    const isAlone = items.every((one) => one === item || !has(lines, linesOf(text, one).first));
    return isAlone && items.length > 1 && faultAt(lines) !== undefined;
  };
  const isDated = fields.some(({ id }) => id === "from") && fields.some(({ id }) => id === "until");
  return (
    <>
      <ol className="clause-rows">
        {items.map(
          (item, place) =>
            item.kind === "table" && (
              <Row
                key={place}
                row={item}
                fields={fields}
                name={t("nth", { name, place: String(place + 1) })}
                isBad={isBad(item)}
                onRemove={isReadOnly ? null : () => remove(place)}
              />
            ),
        )}
      </ol>
      {!isReadOnly && (
        <div className="row">
          <Button
            small
            look="quiet"
            icon="add"
            aria-label={t("addTo", { name })}
            onPress={() => (list ? change(addItem(text, list, first)) : put(`[${first}]`))}
          >
            {t("add")}
          </Button>
          {isDated && list && items.length > 0 && <NewFrom list={list} name={name} />}
        </div>
      )}
    </>
  );
}
