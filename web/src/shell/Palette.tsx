import { useState } from "react";
import {
  Autocomplete,
  Dialog as Panel,
  Header,
  Heading,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from "react-aria-components";
import { useLocation } from "wouter";
import { useTexts } from "../i18n/use_texts.ts";
import { Icon } from "../kit/Icon.tsx";
import { useAddressWithPeriod } from "./carried_period.ts";
import { addressOfId, type Portal } from "./portal.ts";
import { useTitle, useVisible } from "./Shell.tsx";
import { useShortcutsInForce } from "./shortcuts.ts";
import { useFoundByName } from "./use_found.ts";
import { shellTexts } from "./texts.ts";

/** All pages and what can be done here, by typing a part of its name. */
export function Palette({
  portal,
  isOpen,
  onClose,
}: {
  portal: Portal;
  isOpen: boolean;
  onClose: () => void;
}) {
  const t = useTexts(shellTexts);
  return (
    <ModalOverlay
      className="backdrop top"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal className="dialog palette">
        <Panel>
          <Heading slot="title" className="visually-hidden">
            {t("search")}
          </Heading>
          <Found portal={portal} onClose={onClose} />
        </Panel>
      </Modal>
    </ModalOverlay>
  );
}

function Found({ portal, onClose }: { portal: Portal; onClose: () => void }) {
  const t = useTexts(shellTexts);
  const title = useTitle();
  const [, go] = useLocation();
  const address = useAddressWithPeriod(portal);
  const [text, setText] = useState("");
  const { contains } = useFilter({ sensitivity: "base" });
  const pages = useVisible(portal);
  const actions = useShortcutsInForce().filter(
    (one) => !one.keys.startsWith("g ") && one.text !== t("searchKey") && !one.isOfFocus,
  );
  const place = addressOfId(portal, text);
  const named = useFoundByName(portal, text);
  const done = (run: () => void) => () => {
    onClose();
    run();
  };
  return (
    <Autocomplete inputValue={text} onInputChange={setText} filter={contains}>
      <SearchField className="palette-find" aria-label={t("searchLabel")} autoFocus>
        <Input className="input" placeholder={t("searchLabel")} />
      </SearchField>
      <Menu
        className="options palette-list"
        aria-label={t("search")}
        renderEmptyState={() => <p className="option-head">{t("searchNothing")}</p>}
      >
        {place && (
          <MenuItem id={place} textValue={text} className="option" onAction={done(() => go(place))}>
            {t("goTo", { page: text.trim() })}
          </MenuItem>
        )}
        {named.length > 0 && (
          <MenuSection>
            <Header className="option-head">{t("names")}</Header>
            {named.map((one) => (
              <MenuItem
                key={one.address}
                id={one.address}
                // What was typed is in the name or the id.
                textValue={`${one.name} ${one.id}`}
                className="option"
                onAction={done(() => go(one.address))}
              >
                {one.name} <span className="muted">{one.id}</span>
              </MenuItem>
            ))}
          </MenuSection>
        )}
        <MenuSection>
          <Header className="option-head">{t("pages")}</Header>
          {pages.map((one) => (
            <MenuItem
              key={one.path}
              id={one.path}
              textValue={title(one.title)}
              className="option"
              onAction={done(() => go(address(one)))}
            >
              {one.icon && <Icon name={one.icon} />}
              {title(one.title)}
              {one.letter && <kbd className="hint">{`g ${one.letter}`}</kbd>}
            </MenuItem>
          ))}
        </MenuSection>
        <MenuSection>
          <Header className="option-head">{t("actions")}</Header>
          {actions.map((one) => (
            <MenuItem
              key={one.keys}
              id={one.keys}
              textValue={one.text}
              className="option"
              onAction={done(one.run)}
            >
              {one.text}
              <kbd className="hint">{one.keys}</kbd>
            </MenuItem>
          ))}
        </MenuSection>
      </Menu>
    </Autocomplete>
  );
}
