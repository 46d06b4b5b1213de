import { useMemo } from "react";
import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import type { NameOf } from "../shell/names.ts";
import { isRole } from "./roles.ts";

const texts = catalogue(
  {
    admin: "Administrator of the programme",
    programme_manager: "Programme manager",
    finance: "Finance",
    support: "Support",
    auditor: "Auditor",
    feed: "Feed, for machines",
    partner_admin: "Administrator of a partner",
    partner_executive: "Executive of a partner",
    partner_analyst: "Analyst of a partner",
    customer_admin: "Administrator of a customer",
    customer_viewer: "Viewer of a customer",
  },
  {
    de: {
      admin: "Programmadministration",
      programme_manager: "Programmleitung",
      finance: "Finanzen",
      support: "Support",
      auditor: "Revision",
      feed: "Zufluss, für Maschinen",
      partner_admin: "Partneradministration",
      partner_executive: "Partnerleitung",
      partner_analyst: "Partneranalyse",
      customer_admin: "Kundenadministration",
      customer_viewer: "Kunde, nur lesend",
    },
  },
);

/** A role as people say it; what is none stays as it came. */
export function useRoleNames(): NameOf {
  const t = useTexts(texts);
  return useMemo(() => (role) => (isRole(role) ? t(role) : role), [t]);
}
