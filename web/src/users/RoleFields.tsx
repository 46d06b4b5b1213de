import { useList } from "../api/questions.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Checkbox } from "../kit/Checkbox.tsx";
import { ComboBox } from "../kit/ComboBox.tsx";
import { Select } from "../kit/Select.tsx";
import { useHere } from "../shell/session.tsx";
import { useRoleNames } from "./role_names.ts";
import { type Role, rolesOf, type Side, sideOf } from "./roles.ts";
import { userTexts } from "./texts.ts";

export interface RoleWish {
  role: Role;
  /** Of which partner or customer; empty for roles of the operator. */
  holder: string;
  seesMoney: boolean;
}

const least: Readonly<Record<Side, Role>> = {
  operator: "support",
  partner: "partner_analyst",
  customer: "customer_viewer",
};

/** What a form begins with: the least role of whoever gives it. */
export function usePlainRole(): RoleWish {
  const { side, id } = useGiver();
  return { role: least[side], holder: id, seesMoney: false };
}

/** Whose administrator gives roles; an operator gives those of everybody. */
function useGiver(): { side: Side; id: string } {
  return useHere().tenant;
}

export function isWhole({ role, holder }: RoleWish): boolean {
  return sideOf(role) === "operator" || holder !== "";
}

/** A role, of whom, and whether it sees money. */
export function RoleFields({
  wish,
  onChange,
}: {
  wish: RoleWish;
  onChange: (wish: RoleWish) => void;
}) {
  const t = useTexts(userTexts);
  const nameOf = useRoleNames();
  const giver = useGiver();
  const side = giver.side === "operator" ? sideOf(wish.role) : "operator";
  const paging = { pageSize: 1000 };
  const partners = useList("/v1/partners", {}, { ...paging, enabled: side === "partner" });
  const customers = useList("/v1/customers", {}, { ...paging, enabled: side === "customer" });
  const named = side === "partner" ? partners.rows : customers.rows;
  return (
    <>
      <Select
        label={t("role")}
        options={rolesOf(giver.side).map((one) => ({ id: one, text: nameOf(one) }))}
        value={wish.role}
        onChange={(role) => onChange({ ...wish, role: role as Role, holder: giver.id })}
      />
      {side !== "operator" && named.length > 0 && (
        <ComboBox
          key={side}
          label={side === "partner" ? t("partner") : t("customer")}
          options={named.map((one) => ({ id: one.id, text: one.name, hint: one.id }))}
          value={wish.holder || null}
          onChange={(holder) => onChange({ ...wish, holder: holder ?? "" })}
        />
      )}
      <Checkbox
        isSelected={wish.seesMoney}
        onChange={(seesMoney) => onChange({ ...wish, seesMoney })}
      >
        {t("seesMoney")}
      </Checkbox>
    </>
  );
}
