import { useMemo } from "react";
import { useAnswer, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Select } from "../../kit/Select.tsx";
import { useTypeName } from "../../kit/Badge.tsx";
import { useAddress } from "../../shell/address.ts";
import type { MeasureFilter } from "../../shell/measures.tsx";
import { overviewTexts } from "./texts.ts";

const kNames = { customer: "customer_id", product: "product_id", role: "role" } as const;

/** `?customer=C1&product=p&role=dpor`, as the parameters of a report. */
export function useMeasureFilter(): MeasureFilter {
  const { values } = useAddress();
  const [customer, product, role] = [
    values.get("customer"),
    values.get("product"),
    values.get("role"),
  ];
  return useMemo(
    () => ({
      ...(customer ? { [kNames.customer]: customer } : {}),
      ...(product ? { [kNames.product]: product } : {}),
      ...(role ? { [kNames.role]: role } : {}),
    }),
    [customer, product, role],
  );
}

/** Narrows revenue, usage, consumption and indicators to the same customers, all at once. */
export function Filters() {
  const t = useTexts(overviewTexts);
  const { values, change } = useAddress();
  const customers = useList("/v1/customers", {}, { whole: true });
  const rules = useAnswer("/v1/programme-rules", {});
  const products = useList("/v1/products", {}, { whole: true });
  const typeName = useTypeName();
  const roles = rules.data?.data.types.map((one) => one.code) ?? [];
  const byName = (rows: readonly { id: string; name: string }[]) =>
    [...rows]
      .sort((a, b) => a.name.localeCompare(b.name))
      .map(({ id, name }) => ({ id, text: name }));
  const select = (
    name: keyof typeof kNames,
    all: string,
    options: { id: string; text: string }[],
  ) => (
    <Select
      label={t(name)}
      isLabelHidden
      options={[{ id: "", text: all }, ...options]}
      value={values.get(name) ?? ""}
      onChange={(id) => change({ [name]: id })}
    />
  );
  const isNarrowed = Object.keys(kNames).some((name) => values.has(name));
  return (
    <div className="row" role="group" aria-label={t("filters")}>
      {select("customer", t("allCustomers"), byName(customers.rows))}
      {select("product", t("allProducts"), byName(products.rows))}
      {select(
        "role",
        t("allRoles"),
        roles.map((one) => ({ id: one, text: `${typeName(one)} (${one})` })),
      )}
      {isNarrowed && (
        <Button
          small
          look="quiet"
          onPress={() => change({ customer: null, product: null, role: null })}
        >
          {t("reset")}
        </Button>
      )}
    </div>
  );
}
