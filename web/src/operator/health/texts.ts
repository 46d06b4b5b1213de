import { catalogue } from "../../i18n/catalogue.ts";

export const healthTexts = catalogue(
  {
    title: "Health",
    ready: "Takes work",
    notReady: "Does not take work",
    status: "Service",
    commit: "Commit",
    waiting: "Changes that wait",
    requests: "Requests answered",
    failed: "Failed",
    slow: "Answered within 50 ms",
    operations: "Operations",
    operation: "Operation",
    count: "Answers",
    refused: "Refused",
    mean: "Mean, ms",
    none: "Nothing was asked yet",
    noneText: "As soon as somebody asks something, this shows how long answers take.",
    other: "Everything else that is measured",
    jobs: "Jobs",
    noJobs: "No import waits or runs.",
    noMetrics: "Your role does not see metrics: that takes metrics:read.",
  },
  {
    de: {
      title: "Zustand",
      ready: "Nimmt Arbeit an",
      notReady: "Nimmt keine Arbeit an",
      status: "Dienst",
      commit: "Commit",
      waiting: "Wartende Änderungen",
      requests: "Beantwortete Anfragen",
      failed: "Gescheitert",
      slow: "In 50 ms beantwortet",
      operations: "Operationen",
      operation: "Operation",
      count: "Antworten",
      refused: "Abgewiesen",
      mean: "Mittel, ms",
      none: "Noch wurde nichts gefragt",
      noneText: "Sobald jemand etwas fragt, zeigt dies, wie lange Antworten dauern.",
      other: "Was sonst gemessen wird",
      jobs: "Aufträge",
      noJobs: "Kein Import wartet oder läuft.",
      noMetrics: "Ihre Rolle sieht keine Messwerte: Dazu braucht es metrics:read.",
    },
  },
);

/** Metrics and the words of their labels. */
export const metricTexts = catalogue(
  {
    accredit_start_time_seconds: "Runs since",
    accredit_jobs: "Imports",
    accredit_webhook_deliveries_total: "Webhooks",
    accredit_commit: "Commit",
    accredit_changes_waiting: "Changes that wait",
    again: "tried again later",
    delivered: "delivered",
    given_up: "given up",
    gone: "receiver is gone",
  },
  {
    de: {
      accredit_start_time_seconds: "Läuft seit",
      accredit_jobs: "Importe",
      accredit_webhook_deliveries_total: "Webhooks",
      accredit_commit: "Commit",
      accredit_changes_waiting: "Wartende Änderungen",
      again: "später noch einmal",
      delivered: "zugestellt",
      given_up: "aufgegeben",
      gone: "Empfänger gibt es nicht mehr",
    },
  },
);

export function isMetricText(word: string): word is keyof typeof metricTexts.en {
  return word in metricTexts.en;
}
