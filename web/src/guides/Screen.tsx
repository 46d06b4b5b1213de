import { useAnswer, useList } from "../api/questions.ts";
import { formatDay } from "../format/time.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { LinkButton } from "../kit/Button.tsx";
import { Card } from "../kit/Figures.tsx";
import { Markdown } from "../kit/Markdown.tsx";
import { Answered, EmptyState, ErrorState, Skeleton } from "../kit/states.tsx";
import { useLocale, useSpoken } from "../preferences/preferences.ts";
import { useAddress } from "../shell/address.ts";
import { useFamilies } from "../shell/families.ts";
import { portalOf } from "../shell/menus.tsx";
import { Page } from "../shell/Page.tsx";
import { useHere } from "../shell/session.tsx";
import { chosenGuides, type Guide, inOrder } from "./chosen.ts";
import { guideTexts } from "./texts.ts";

export default function Screen() {
  const { values } = useAddress();
  const name = values.get("guide");
  return name ? <Reading name={name} language={values.get("language")} /> : <Contents />;
}

function useGuides(): Guide[] {
  const spoken = useSpoken();
  const list = useList("/v1/guides", {}, { pageSize: 1000 });
  return inOrder(chosenGuides(list.rows, spoken === "de" ? "de" : "en"), useFamilies());
}

function Contents() {
  const t = useTexts(guideTexts);
  const locale = useLocale();
  const spoken = useSpoken();
  const { tenant } = useHere();
  const list = useList("/v1/guides", {}, { pageSize: 1000 });
  const guides = useGuides();
  const base = portalOf[tenant.side];
  return (
    <Page title={t("title")} lead={t("lead")}>
      {tenant.side === "customer" && <Steps />}
      {list.error && <ErrorState error={list.error} onRetry={list.reload} />}
      {list.isPending && <Skeleton />}
      {!list.isPending && !list.error && guides.length === 0 && (
        <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>
      )}
      <div className="cards">
        {guides.map((one) => (
          <Card key={one.name} title={one.title}>
            <p className="muted">
              {t("version", { version: one.version, day: formatDay(one.from, locale) })}
              {one.language !== (spoken === "de" ? "de" : "en") &&
                `, ${t("otherLanguage", { language: t(one.language) })}`}
            </p>
            <div className="row">
              <LinkButton
                icon="book"
                href={`${base}/guides?guide=${one.name}&language=${one.language}`}
              >
                {t("read")}
                <span className="visually-hidden">{one.title}</span>
              </LinkButton>
            </div>
          </Card>
        ))}
      </div>
    </Page>
  );
}

/** What customers come for, with the way there. */
function Steps() {
  const t = useTexts(guideTexts);
  const steps = [
    { title: t("attach"), text: t("attachText"), href: "/c?attach=all" },
    { title: t("answer"), text: t("answerText"), href: "/c/requests" },
    { title: t("review"), text: t("reviewText"), href: "/c/access" },
  ];
  return (
    <section className="stack" aria-label={t("steps")}>
      <div className="cards">
        {steps.map((one) => (
          <Card key={one.href} title={one.title}>
            <p>{one.text}</p>
            <div className="row">
              <LinkButton href={one.href} icon="forward">
                {t("attachGo")}
              </LinkButton>
            </div>
          </Card>
        ))}
      </div>
    </section>
  );
}

function Reading({ name, language }: { name: string; language: string | null }) {
  const t = useTexts(guideTexts);
  const locale = useLocale();
  const spoken = useSpoken();
  const { tenant } = useHere();
  const wanted = (language ?? spoken) === "de" ? "de" : "en";
  const answer = useAnswer("/v1/guides/{name}", {
    params: { path: { name }, query: { language: wanted } },
  });
  const guide = answer.data?.data;
  return (
    <Page
      title={guide?.title ?? t("title")}
      actions={
        <LinkButton icon="back" href={`${portalOf[tenant.side]}/guides`}>
          {t("all")}
        </LinkButton>
      }
      lead={guide && t("version", { version: guide.version, day: formatDay(guide.from, locale) })}
    >
      <Answered answer={answer}>
        {({ data }) => (
          <article lang={data.language}>
            <Markdown text={withoutTitle(data.text)} />
          </article>
        )}
      </Answered>
    </Page>
  );
}

/** The page has the title already. */
function withoutTitle(text: string): string {
  return text.replace(/^\s*# .*\n/, "").replaceAll(/^##/gm, "#");
}
