import { useTexts } from "../i18n/use_texts.ts";
import { Button, LinkButton } from "../kit/Button.tsx";
import { Markdown } from "../kit/Markdown.tsx";
import { ErrorState, Skeleton } from "../kit/states.tsx";
import { useAddress } from "../shell/address.ts";
import { portalOf } from "../shell/menus.tsx";
import { Page } from "../shell/Page.tsx";
import { useHere, useMay } from "../shell/session.tsx";
import { Origin } from "./Contents.tsx";
import { Editor } from "./Editor.tsx";
import type { Entry } from "./entries.ts";
import { figureOf } from "./figure.tsx";
import { guideTexts } from "./texts.ts";
import { useEntry, useGuideText, useLanguage, usePublished } from "./use_guides.ts";

/** One guide, in the language that the address names. */
export function Reading({ name }: { name: string }) {
  const t = useTexts(guideTexts);
  const { values, change } = useAddress();
  const base = portalOf[useHere().tenant.side];
  const spoken = useLanguage();
  const wished = values.get("language");
  const language = wished === "de" || wished === "en" ? wished : spoken;
  const published = usePublished();
  const entry = useEntry(name, language);
  const mayWrite = useMay("guides:write");
  const all = (
    <LinkButton icon="back" href={`${base}/guides`}>
      {t("all")}
    </LinkButton>
  );
  if (published.isPending) return <Page title={t("title")} children={<Skeleton />} />;
  if (published.error)
    return (
      <Page title={t("title")} actions={all}>
        <ErrorState error={published.error} onRetry={published.reload} />
      </Page>
    );
  if (entry === null)
    return (
      <Page title={t("noGuide")} actions={all}>
        <p>{t("noGuideText")}</p>
      </Page>
    );
  return (
    <Page
      title={entry.title}
      lang={entry.language}
      lead={<Origin entry={entry} />}
      actions={
        <>
          {all}
          <Button icon="print" onPress={() => print()}>
            {t("print")}
          </Button>
          {mayWrite && (
            <Button icon="settings" onPress={() => change({ edit: "1" }, "push")}>
              {t("edit")}
            </Button>
          )}
        </>
      }
    >
      <Text entry={entry} level={1} />
      {mayWrite && values.get("edit") && (
        <Editor
          key={`${name} ${language}`}
          name={name}
          language={language}
          onLanguage={(one) => change({ language: one })}
          onClose={() => change({ edit: null })}
        />
      )}
    </Page>
  );
}

/** What it says, its headings from a level on. */
export function Text({ entry, level }: { entry: Entry; level: number }) {
  const { data, error, refetch } = useGuideText(entry);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton />;
  return (
    <article lang={entry.language}>
      <Markdown text={data} level={level} figure={figureOf} />
    </article>
  );
}
