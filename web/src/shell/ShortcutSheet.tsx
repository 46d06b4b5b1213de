import { useTexts } from "../i18n/use_texts.ts";
import { Dialog } from "../kit/Dialog.tsx";
import { usePreferences } from "../preferences/preferences.ts";
import { useShortcutsInForce } from "./shortcuts.ts";
import { shellTexts } from "./texts.ts";

export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTexts(shellTexts);
  const { shortcuts: isOn } = usePreferences();
  const all = useShortcutsInForce();
  return (
    <Dialog title={t("shortcuts")} isOpen={isOpen} onClose={onClose}>
      {!isOn && <p className="muted">{t("shortcutsOff")}</p>}
      <dl className="facts">
        {all.map((one) => (
          <div key={one.keys} className="fact">
            <dt>
              {one.keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{one.text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
