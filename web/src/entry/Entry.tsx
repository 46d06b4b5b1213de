import { type ReactNode, useEffect } from "react";
import { useTexts } from "../i18n/use_texts.ts";
import { Mark } from "../kit/Icon.tsx";
import { Offline } from "../kit/states.tsx";
import { Toasts } from "../kit/Toast.tsx";
import { SettingsMenu } from "../shell/menus.tsx";
import { entryTexts } from "./texts.ts";

/** A page for who is not known yet. */
export function Entry({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: string;
  children: ReactNode;
}) {
  const t = useTexts(entryTexts);
  useEffect(() => {
    document.title = `${title} · ${t("product")}`;
  }, [title, t]);
  return (
    <div className="entry">
      <main>
        <div className="entry-mark">
          <Mark size={24} />
          {t("product")}
        </div>
        <div className="stack">
          <h1>{title}</h1>
          {lead && <p className="muted">{lead}</p>}
          <Offline />
          {children}
        </div>
      </main>
      <footer>
        <p>{t("helpText")}</p>
        <SettingsMenu />
      </footer>
      <Toasts />
    </div>
  );
}
