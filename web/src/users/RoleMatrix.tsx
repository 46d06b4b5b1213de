import { useMemo } from "react";
import { type RowOf, useList } from "../api/questions.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { EmptyState } from "../kit/states.tsx";
import type { Column } from "../kit/table/column.tsx";
import { DataTable } from "../kit/table/DataTable.tsx";
import { Absent, AsOf } from "../kit/values.tsx";
import { useHere } from "../shell/session.tsx";
import { type Right, rightsOf } from "./matrix.ts";
import { useRoleNames } from "./role_names.ts";
import { roles } from "./roles.ts";
import { userTexts } from "./texts.ts";

const reaches = ["any", "own", "associated"] as const satisfies RowOf<"/v1/roles">["reach"][];

/** All roles beside each other, a line for each right. */
export function RoleMatrix() {
  const t = useTexts(userTexts);
  const roleName = useRoleNames();
  const { tenant } = useHere();
  const list = useList("/v1/roles", {}, { whole: true });
  const rows = useMemo(() => rightsOf(list.rows), [list.rows]);
  const columns: Column<Right>[] = [
    { id: "right", title: t("right"), kind: "id", isKey: true, value: (row) => row.right },
    ...roles.map((role): Column<Right> => ({
      id: role,
      title: roleName(role),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => row.reach[role] ?? null,
      words: (row) => {
        const reach = row.reach[role];
        return reach ? t(`reach_${reach}`) : "";
      },
      cell: (row) => {
        const reach = row.reach[role];
        return reach ? t(`reach_${reach}`) : <Absent />;
      },
    })),
    {
      id: "money",
      title: t("money"),
      kind: "text",
      filter: "choice",
      isKey: true,
      value: (row) => (row.needsMoney ? "yes" : null),
      words: (row) => (row.needsMoney ? t("moneyNeeded") : ""),
    },
  ];
  return (
    <div className="stack">
      <p>
        {t("matrixText")} {t("yourRoles", { roles: tenant.roles.map(roleName).join(", ") })}{" "}
        <AsOf commit={list.commit} at={list.at} />
      </p>
      <ul className="lines">
        {reaches.map((one) => (
          <li key={one}>
            <strong>{t(`reach_${one}`)}</strong> <span>{t(`reach_${one}_text`)}</span>
          </li>
        ))}
      </ul>
      <DataTable
        name="roles"
        caption={t("roles")}
        columns={columns}
        list={{ ...list, rows }}
        rowId={(row) => row.right}
        rowName={(row) => row.right}
        whole={{ list: "roles" }}
        empty={<EmptyState title={t("noRights")}>{t("noRightsText")}</EmptyState>}
      />
    </div>
  );
}
