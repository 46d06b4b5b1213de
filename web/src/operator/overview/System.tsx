import { Link } from "wouter";
import { formatCount } from "../../format/number.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Badge } from "../../kit/Badge.tsx";
import { Card } from "../../kit/Figures.tsx";
import { ErrorState, Skeleton } from "../../kit/states.tsx";
import { useLocale } from "../../preferences/preferences.ts";
import { Facts } from "../../kit/Facts.tsx";
import { useReadiness } from "../parts/readiness.ts";
import { overviewTexts } from "./texts.ts";

export function System() {
  const t = useTexts(overviewTexts);
  const locale = useLocale();
  const { data, error, refetch } = useReadiness();
  return (
    <Card title={t("system")} actions={<Link href="/o/health">{t("moreHealth")}</Link>}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={2} />}
      {data && (
        <Facts
          facts={[
            {
              name: t("service"),
              value: (
                <Badge tone={data.data.status === "ready" ? "ok" : "error"}>
                  {data.data.status === "ready" ? t("ready") : t("notReady")}
                </Badge>
              ),
            },
            {
              name: t("changesWaiting"),
              value: formatCount(data.data.changes_waiting ?? 0, locale),
            },
            { name: t("commit"), value: formatCount(data.data.commit ?? 0, locale) },
          ]}
        />
      )}
    </Card>
  );
}
