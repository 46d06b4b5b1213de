import { Component, type ReactNode, useEffect } from "react";
import { useTexts } from "../i18n/use_texts.ts";
import { LinkButton } from "../kit/Button.tsx";
import { shellTexts } from "./texts.ts";

/** A screen: its title, what can be done first, and the content. */
export function Page({
  title,
  lang,
  lead,
  actions,
  children,
}: {
  title: string;
  /** The title's, where it is a document's own and not the reader's. */
  lang?: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Accredit`;
  }, [title]);
  return (
    <div className="page">
      <div className="page-head">
        <h1 lang={lang}>{title}</h1>
        {actions}
        {lead && <p className="page-lead">{lead}</p>}
      </div>
      {children}
    </div>
  );
}

export function NotFound({ home }: { home: string }) {
  const t = useTexts(shellTexts);
  return (
    <Page title={t("notFoundTitle")}>
      <p className="muted">{t("notFoundText")}</p>
      <div className="row">
        <LinkButton href={home}>{t("toHome")}</LinkButton>
      </div>
    </Page>
  );
}

/** A screen that throws takes only itself down. */
export class Fence extends Component<
  { fallback: ReactNode; children: ReactNode },
  { isBroken: boolean }
> {
  override state = { isBroken: false };
  static getDerivedStateFromError() {
    return { isBroken: true };
  }
  override render() {
    return this.state.isBroken ? this.props.fallback : this.props.children;
  }
}

export function Crashed() {
  const t = useTexts(shellTexts);
  return (
    <div className="state bad" role="alert">
      <h1>{t("crashed")}</h1>
      <p>{t("crashedText")}</p>
    </div>
  );
}
