import { useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Checkbox, ComboBox, Select } from "../../kit/Field.tsx";
import { type Role, roles, sideOf } from "./roles.ts";
import { userTexts } from "./texts.ts";

export interface RoleWish {
  role: Role;
  /** Of which partner or customer; empty for roles of the operator. */
  holder: string;
  seesMoney: boolean;
}

export const plainRole: RoleWish = { role: "support", holder: "", seesMoney: false };

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
  const side = sideOf(wish.role);
  const paging = { pageSize: 1000 };
  const partners = useList("/v1/partners", {}, { ...paging, enabled: side === "partner" });
  const customers = useList("/v1/customers", {}, { ...paging, enabled: side === "customer" });
  const named = side === "partner" ? partners.rows : customers.rows;
  return (
    <>
      <Select
        label={t("role")}
        options={roles.map((one) => ({ id: one, text: one }))}
        value={wish.role}
        onChange={(role) => onChange({ ...wish, role: role as Role, holder: "" })}
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
