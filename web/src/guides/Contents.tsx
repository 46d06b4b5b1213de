import { Link } from "wouter";
import { formatDay } from "../format/time.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { LinkButton } from "../kit/Button.tsx";
import { SearchField } from "../kit/Field.tsx";
import { Card } from "../kit/Figures.tsx";
import { Markdown } from "../kit/Markdown.tsx";
import { EmptyState, ErrorState, Skeleton } from "../kit/states.tsx";
import { useLocale } from "../preferences/preferences.ts";
import { useAddressValue } from "../shell/address.ts";
import { portalOf } from "../shell/menus.tsx";
import { Page } from "../shell/Page.tsx";
import { useHere, useMay } from "../shell/session.tsx";
import type { Entry } from "./entries.ts";
import { figureOf } from "./figure.tsx";
import { FirstSteps } from "./FirstSteps.tsx";
import { found, sectionsOf } from "./sections.ts";
import { guideTexts } from "./texts.ts";
import { useEntries, useGuideTexts, useLanguage, usePublished } from "./use_guides.ts";
import { Walk } from "./Walk.tsx";
import { type WalkName, walkTexts } from "./walks.ts";

const kWalks: Readonly<Record<string, readonly WalkName[]>> = {
  customer: ["attach", "answer"],
  partner: ["explain", "attach"],
  operator: ["explain", "attach", "answer"],
};

/** What there is to read, to watch and to find. */
export function Contents() {
  const t = useTexts(guideTexts);
  const { tenant } = useHere();
  const [typed, setTyped] = useAddressValue("find", "");
  const published = usePublished();
  const entries = useEntries();
  return (
    <Page title={t("title")} lead={t("lead")} actions={<Actions />}>
      <div className="guide-find">
        <SearchField label={t("find")} value={typed} onChange={setTyped} />
      </div>
      {typed.trim() !== "" ? (
        <Found typed={typed} entries={entries} onReset={() => setTyped("")} />
      ) : (
        <>
          <FirstSteps side={tenant.side} />
          {published.error && <ErrorState error={published.error} onRetry={published.reload} />}
          <Shelf entries={entries} />
          <Walks names={kWalks[tenant.side] ?? []} />
        </>
      )}
    </Page>
  );
}

function Actions() {
  const t = useTexts(guideTexts);
  const { tenant } = useHere();
  const mayWrite = useMay("guides:write");
  const base = portalOf[tenant.side];
  return (
    <>
      {tenant.side === "partner" && (
        <LinkButton look="primary" icon="print" href="/p/one-pager">
          {t("onePager")}
        </LinkButton>
      )}
      {mayWrite && (
        <LinkButton icon="add" href={`${base}/guides?new=1`}>
          {t("newGuide")}
        </LinkButton>
      )}
    </>
  );
}

function Shelf({ entries }: { entries: readonly Entry[] }) {
  const t = useTexts(guideTexts);
  const base = portalOf[useHere().tenant.side];
  return (
    <section className="stack" aria-label={t("shelf")}>
      <h2>{t("shelf")}</h2>
      <ul className="plain guide-shelf">
        {entries.map((one) => (
          <li key={one.name}>
            <Link
              href={`${base}/guides?guide=${one.name}&language=${one.language}`}
              lang={one.language}
            >
              {one.title}
            </Link>
            <p className="muted">
              <Origin entry={one} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Whose words a guide is in. */
export function Origin({ entry }: { entry: Entry }) {
  const t = useTexts(guideTexts);
  const locale = useLocale();
  const language = useLanguage();
  const { guide } = entry;
  return (
    <>
      {guide
        ? t("version", { version: guide.version, day: formatDay(guide.from, locale) })
        : t("carried")}
      {entry.language !== language && `, ${t("otherLanguage", { language: t(entry.language) })}`}
    </>
  );
}

function Walks({ names }: { names: readonly WalkName[] }) {
  const t = useTexts(guideTexts);
  const words = useTexts(walkTexts);
  const [shown, show] = useAddressValue("walk", "");
  const current = names.find((one) => one === shown);
  return (
    <section className="stack" aria-label={t("walks")}>
      <h2>{t("walks")}</h2>
      <ul className="row">
        {names.map((one) => (
          <li key={one}>
            <button
              type="button"
              className="button"
              aria-pressed={one === current}
              onClick={() => show(one === current ? "" : one)}
            >
              {words(one)}
            </button>
          </li>
        ))}
      </ul>
      {current && <Walk key={current} name={current} />}
    </section>
  );
}

const kMost = 10;

function Found({
  typed,
  entries,
  onReset,
}: {
  typed: string;
  entries: readonly Entry[];
  onReset: () => void;
}) {
  const t = useTexts(guideTexts);
  const base = portalOf[useHere().tenant.side];
  const language = useLanguage();
  const texts = useGuideTexts(entries);
  const all = entries.flatMap((entry, place) =>
    sectionsOf(texts[place]?.data ?? "").map((one) => ({ ...one, entry })),
  );
  const hits = found(all, typed);
  if (texts.some((one) => one.isPending)) return <Skeleton />;
  if (hits.length === 0) {
    return (
      <EmptyState
        title={t("notFound", { words: typed })}
        action={
          <div className="row">
            <button type="button" className="button" onClick={onReset}>
              {t("reset")}
            </button>
            <LinkButton href={`${base}/support`} icon="help">
              {t("ask")}
            </LinkButton>
          </div>
        }
      >
        {t("notFoundText")}
      </EmptyState>
    );
  }
  return (
    <>
      <p role="status">{t("hits", { count: hits.length })}</p>
      {hits.slice(0, kMost).map((one) => (
        <div key={`${one.entry.name} ${one.title}`} lang={one.entry.language}>
          <Card title={one.title || one.entry.title}>
            <Markdown text={one.text} level={1} figure={figureOf} />
            <p className="muted" lang={language}>
              {t.rich("from", {
                guide: (
                  <Link href={`${base}/guides?guide=${one.entry.name}`} lang={one.entry.language}>
                    {one.entry.title}
                  </Link>
                ),
              })}
            </p>
          </Card>
        </div>
      ))}
    </>
  );
}
