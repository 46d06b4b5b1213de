import type { ReactNode } from "react";
import {
  Header,
  Menu as List,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from "react-aria-components";
import { Icon, type IconName } from "./Icon.tsx";

export interface Action {
  id: string;
  text: string;
  icon?: IconName;
  hint?: string;
  isDangerous?: boolean;
  isDisabled?: boolean;
  run: () => void;
}

export interface Choices {
  id: string;
  title: string;
  mode: "one" | "many";
  chosen: readonly string[];
  options: readonly { id: string; text: string }[];
  choose: (ids: string[]) => void;
}

function ActionItem({ action }: { action: Action }) {
  return (
    <MenuItem
      id={action.id}
      textValue={action.text}
      className={`option${action.isDangerous ? " dangerous" : ""}`}
      isDisabled={action.isDisabled ?? false}
      onAction={action.run}
    >
      {action.icon && <Icon name={action.icon} />}
      {action.text}
      {action.hint && <span className="hint">{action.hint}</span>}
    </MenuItem>
  );
}

/** Sections of one menu may have options of the same id. */
function ChoiceSection({ choices }: { choices: Choices }) {
  const key = (id: string) => `${choices.id}:${id}`;
  const choose = (keys: Iterable<unknown>) =>
    choices.choose([...keys].map((one) => String(one).slice(key("").length)));
  return (
    <MenuSection
      selectionMode={choices.mode === "one" ? "single" : "multiple"}
      disallowEmptySelection
      selectedKeys={choices.chosen.map(key)}
      onSelectionChange={(keys) => keys !== "all" && choose(keys)}
    >
      <Header className="option-head">{choices.title}</Header>
      {choices.options.map((one) => (
        <MenuItem key={one.id} id={key(one.id)} textValue={one.text} className="option">
          {({ isSelected }) => (
            <>
              <span className="tick">{isSelected && <Icon name="check" />}</span>
              {one.text}
            </>
          )}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

/** A button with what can be done, or chosen. `children` is the button. */
export function Menu({
  children,
  label,
  actions = [],
  choices = [],
}: {
  children: ReactNode;
  label: string;
  actions?: readonly Action[];
  choices?: readonly Choices[];
}) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="popover" placement="bottom end">
        <List className="options" aria-label={label}>
          {choices.map((one) => (
            <ChoiceSection key={one.id} choices={one} />
          ))}
          {actions.map((one) => (
            <ActionItem key={one.id} action={one} />
          ))}
        </List>
      </Popover>
    </MenuTrigger>
  );
}
