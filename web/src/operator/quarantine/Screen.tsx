import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { LinkButton } from "../../kit/Button.tsx";
import { Card } from "../../kit/Figures.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import { AsOf } from "../../kit/values.tsx";
import { Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import "../parts/operator.css";
import { byCause, type CauseGroup, mendingOf } from "./causes.ts";
import { quarantineTexts, useCauseName } from "./texts.ts";

export default function Screen() {
  const t = useTexts(quarantineTexts);
  const list = useList("/v1/quarantine", {}, { whole: true });
  const groups = byCause(list.rows);
  const rows = list.rows.reduce((sum, one) => sum + one.rows, 0);
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={<AsOf commit={list.commit} at={list.at} state={rows > 0 ? "late" : "current"} />}
    >
      {list.error && <ErrorState error={list.error} onRetry={list.reload} />}
      {list.isPending && <Skeleton lines={6} />}
      {!list.isPending && !list.error && groups.length === 0 && (
        <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
      )}
      {groups.length > 0 && <p role="status">{t("waiting", { count: rows })}</p>}
      <div className="cards">
        {groups.map((one) => (
          <Cause key={`${one.cause} ${one.feed} ${one.column}`} group={one} />
        ))}
      </div>
    </Page>
  );
}

const kShown = 12;

function Cause({ group }: { group: CauseGroup }) {
  const t = useTexts(quarantineTexts);
  const name = useCauseName();
  const mayImport = useMay("imports:write");
  const mending = mendingOf(group.cause);
  const registry = mending === "register" || mending === "dates";
  return (
    <Card title={name(group.cause)} actions={<strong>{t("rowsOf", { count: group.rows })}</strong>}>
      <p className="muted">
        {t.rich("where", { feed: <code>{group.feed}</code>, column: <code>{group.column}</code> })}
      </p>
      <ul className="lines">
        {group.values.slice(0, kShown).map((one) => (
          <li key={one.value}>
            {one.value === "" ? <span>{t("various")}</span> : <code>{one.value}</code>}
            <span className="muted">{t("rowsOf", { count: one.rows })}</span>
          </li>
        ))}
      </ul>
      {group.values.length > kShown && (
        <p className="muted">{t("more", { count: group.values.length - kShown })}</p>
      )}
      <p>{t(`mend_${mending}`)}</p>
      <div className="row">
        <LinkButton
          href={`/o/imports?new=${registry ? "registry" : "usage"}`}
          small
          look={mayImport ? "primary" : "plain"}
        >
          {registry ? t("uploadRegistry") : t("uploadUsage")}
        </LinkButton>
      </div>
    </Card>
  );
}
