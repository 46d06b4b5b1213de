import { useTexts } from "../i18n/use_texts.ts";
import { LinkButton } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { useAddress } from "../shell/address.ts";
import { portalOf } from "../shell/menus.tsx";
import { useHere } from "../shell/session.tsx";
import { Text } from "./Reading.tsx";
import { guideTexts } from "./texts.ts";
import { useEntry, useLanguage, usePublished } from "./use_guides.ts";
import "./guides.css";

/** A guide beside what it is about: whoever reads it stays where they are. */
export default function HelpDrawer({ name }: { name: string }) {
  const t = useTexts(guideTexts);
  const { change } = useAddress();
  const base = portalOf[useHere().tenant.side];
  const { isPending } = usePublished();
  const entry = useEntry(name, useLanguage());
  if (isPending) return null;
  return (
    <Dialog
      title={entry?.title ?? t("noGuide")}
      lang={entry?.language}
      isOpen
      onClose={() => change({ help: null })}
      place="side"
      foot={
        <LinkButton href={`${base}/guides?guide=${encodeURIComponent(name)}`}>
          {t("asPage")}
        </LinkButton>
      }
    >
      {entry === null ? <p>{t("noGuideText")}</p> : <Text entry={entry} level={2} />}
    </Dialog>
  );
}
