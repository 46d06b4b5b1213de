import { ListBox, ListBoxItem, Popover, Text } from "react-aria-components";
import { useTexts } from "../i18n/use_texts.ts";
import { kitTexts } from "./texts.ts";

export interface Option {
  id: string;
  text: string;
  hint?: string;
}

/** What a field opens to choose from. */
export function Options({ options }: { options: readonly Option[] }) {
  const t = useTexts(kitTexts);
  return (
    <Popover className="popover">
      <ListBox
        className="options"
        items={options}
        renderEmptyState={() => <p className="option-head">{t("noMatch")}</p>}
      >
        {({ id, text, hint }) => (
          <ListBoxItem id={id} textValue={text} className="option">
            <Text slot="label">{text}</Text>
            {hint && (
              <Text slot="description" className="hint">
                {hint}
              </Text>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  );
}
