import { useParams } from "wouter";
import { type RowOf, useAnswer, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { Figures } from "../../kit/Figures.tsx";
import { Answered, EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import { type Column, wordColumn } from "../../kit/table/column.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { Tabs } from "../../kit/Tabs.tsx";
import { Absent, AsOf, Id } from "../../kit/values.tsx";
import { Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import { useTab } from "../../shell/tab.ts";
import { Amounts } from "../parts/Amounts.tsx";
import { useAccountName } from "../../shell/books.ts";
import "../parts/operator.css";
import { sumsOf } from "../parts/sums.ts";
import { useKindOfEntry } from "../queue/texts.ts";
import { StatementTable } from "../statements/StatementTable.tsx";
import { AssociationTable } from "./AssociationTable.tsx";
import { registryTexts } from "./texts.ts";

export default function PartnerScreen() {
  const { id = "" } = useParams();
  const t = useTexts(registryTexts);
  const answer = useAnswer("/v1/partners/{id}", { params: { path: { id } } });
  const [tab, choose] = useTab("associations");
  const mayLedger = useMay("ledger:read");
  return (
    <Page
      title={answer.data?.data.name ?? id}
      actions={answer.data && <Status word={answer.data.data.status} />}
    >
      <Answered answer={answer}>
        {({ data, commit, at }) => (
          <div className="stack">
            <div className="row">
              <Id id={data.id} />
              <span className="muted">{data.country}</span>
              {data.group_id && (
                <span className="muted">{t("inGroup", { group: data.group_id })}</span>
              )}
              <AsOf commit={commit} at={at} />
            </div>
            {mayLedger && <Standing partner={id} />}
            <Tabs
              label={data.name}
              chosen={tab}
              onChoose={choose}
              tabs={[
                {
                  id: "associations",
                  title: t("associations"),
                  content: <AssociationTable partner={id} />,
                },
                {
                  id: "statements",
                  title: t("statements"),
                  content: <StatementTable partner={id} />,
                },
                { id: "petitions", title: t("petitions"), content: <Petitions partner={id} /> },
              ]}
            />
          </div>
        )}
      </Answered>
    </Page>
  );
}

const shownAccounts = ["accrual", "held", "coop", "payable", "paid"] as const;

/** What is owed to the partner, by account. */
function Standing({ partner }: { partner: string }) {
  const account = useAccountName();
  const list = useList("/v1/balances", { partner_id: partner }, { whole: true });
  if (list.error) return <ErrorState error={list.error} onRetry={list.reload} />;
  if (list.isPending) return <Skeleton lines={1} isTall />;
  const of = (which: string) => {
    const sums = sumsOf(list.rows.filter((one) => one.account === which));
    return sums.length === 0 ? <Absent /> : <Amounts amounts={sums} />;
  };
  return <Figures figures={shownAccounts.map((one) => ({ name: account(one), value: of(one) }))} />;
}

type Petition = RowOf<"/v1/petitions">;

function Petitions({ partner }: { partner: string }) {
  const t = useTexts(registryTexts);
  const kind = useKindOfEntry();
  const list = useList("/v1/petitions", { partner_id: partner }, { pageSize: 1000 });
  const columns: Column<Petition>[] = [
    { id: "id", title: t("id"), kind: "id", value: (row) => row.id },
    wordColumn("kind", t("kind"), kind, { filter: "choice" }),
    { id: "state", title: t("status"), kind: "status", isKey: true, value: (row) => row.state },
    {
      id: "asked",
      title: t("asked"),
      kind: "money",
      isKey: true,
      value: (row) => row.asked,
      currency: (row) => row.currency,
    },
    {
      id: "granted",
      title: t("granted"),
      kind: "money",
      isKey: true,
      value: (row) => row.granted,
      currency: (row) => row.currency,
    },
    { id: "decide_by", title: t("decideBy"), kind: "day", value: (row) => row.decide_by },
  ];
  return (
    <DataTable
      name="petitions"
      caption={t("petitions")}
      columns={columns}
      list={list}
      rowId={(row) => row.id}
      rowName={(row) => row.id}
      empty={<EmptyState title={t("noPetitions")}>{t("noPetitionsText")}</EmptyState>}
    />
  );
}
