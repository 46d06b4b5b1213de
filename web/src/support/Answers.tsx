import { useTexts } from "../i18n/use_texts.ts";
import { LinkButton } from "../kit/Button.tsx";
import { Markdown } from "../kit/Markdown.tsx";
import { answersTo } from "../guides/answers.ts";
import type { Entry } from "../guides/entries.ts";
import { useEntry, useGuideText, useLanguage } from "../guides/use_guides.ts";
import { portalOf } from "../shell/menus.tsx";
import { useHere } from "../shell/session.tsx";
import { supportTexts } from "./texts.ts";

/** What is asked of the page that somebody comes from, with its answers. */
export function Answers({ page }: { page: string }) {
  const { side } = useHere().tenant;
  const entry = useEntry(`${side}-questions`, useLanguage());
  return entry && <Asked entry={entry} page={page} />;
}

function Asked({ entry, page }: { entry: Entry; page: string }) {
  const t = useTexts(supportTexts);
  const base = portalOf[useHere().tenant.side];
  const { data } = useGuideText(entry);
  const answers = answersTo(data ?? "", page);
  if (answers.length === 0) return null;
  return (
    <section className="stack" aria-label={t("answers")}>
      <h2>{t("answers")}</h2>
      <div className="stack tight" lang={entry.language}>
        {answers.map(({ title, text }) => (
          <details key={title} className="answer">
            <summary>{title}</summary>
            <Markdown text={text} level={3} />
          </details>
        ))}
      </div>
      <div className="row">
        <LinkButton icon="book" href={`${base}/guides?guide=${entry.name}`}>
          {t("allAnswers")}
        </LinkButton>
      </div>
    </section>
  );
}
