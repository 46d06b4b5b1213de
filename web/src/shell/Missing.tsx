import { useState } from "react";
import { Link } from "wouter";
import { useList } from "../api/questions.ts";
import { formatMonth, thisMonth } from "../format/time.ts";
import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Dialog } from "../kit/Dialog.tsx";
import { LateData } from "../kit/states.tsx";
import { AsOf } from "../kit/values.tsx";
import { useLocale } from "../preferences/preferences.ts";
import { type Lack, lacksOf } from "./missing.ts";
import type { Period } from "./period.ts";
import { useMay } from "./session.tsx";

const texts = catalogue(
  {
    title: "What is missing in {month}",
    effect:
      "What is shown is right for what has come. It is counted again with everything that comes.",
    running: "{month} is not over: usage until its end is still to come.",
    noneOf: "No usage of {first} that you may see has come yet.",
    noneSince: "No usage of {first} to {last} that you may see has come yet.",
    quarantine: {
      one: "{count} row waits in quarantine and is not counted.",
      other: "{count} rows wait in quarantine and are not counted.",
    },
    toQuarantine: "See why",
  },
  {
    de: {
      title: "Was in {month} fehlt",
      effect:
        "Was zu sehen ist, stimmt für das, was eingetroffen ist. Mit allem, was kommt, wird neu gezählt.",
      running: "{month} ist nicht vorbei: Nutzung bis zum Ende kommt noch.",
      noneOf: "Nutzung von {first}, die Sie sehen dürfen, ist noch nicht eingetroffen.",
      noneSince:
        "Nutzung von {first} bis {last}, die Sie sehen dürfen, ist noch nicht eingetroffen.",
      quarantine: {
        one: "{count} Zeile wartet in Quarantäne und zählt nicht.",
        other: "{count} Zeilen warten in Quarantäne und zählen nicht.",
      },
      toQuarantine: "Warum",
    },
  },
);

/** Amber, where something of the month is missing; pressed, it lists what. */
export function Missing({ period }: { period: Period }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const enabled = useMay("quarantine:read");
  const quarantine = useList("/v1/quarantine", {}, { whole: true, enabled });
  const waiting = quarantine.rows.reduce((sum, one) => sum + one.rows, 0);
  const { month, known, standing } = period;
  const lacks = lacksOf({ month, known, now: thisMonth(), waiting });
  if (lacks.length === 0) return null;
  return (
    <>
      <AsOf {...standing} state="late" onPress={() => setOpen(true)} />
      <Dialog
        title={t("title", { month: formatMonth(month, locale, "long") })}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        <LateData>
          <LackList lacks={lacks} />
        </LateData>
      </Dialog>
    </>
  );
}

/** What is missing, and what that does to the figures. */
function LackList({ lacks }: { lacks: readonly Lack[] }) {
  const t = useTexts(texts);
  return (
    <>
      <ul>
        {lacks.map((one) => (
          <li key={one.kind}>
            <Sentence lack={one} />
          </li>
        ))}
      </ul>
      <p>{t("effect")}</p>
    </>
  );
}

function Sentence({ lack }: { lack: Lack }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const name = (month: string) => formatMonth(month, locale, "long");
  switch (lack.kind) {
    case "running":
      return t("running", { month: name(lack.month) });
    case "none_since":
      return lack.first === lack.last
        ? t("noneOf", { first: name(lack.first) })
        : t("noneSince", { first: name(lack.first), last: name(lack.last) });
    case "quarantine":
      return (
        <>
          {t("quarantine", { count: lack.rows })}{" "}
          <Link href="/o/quarantine">{t("toQuarantine")}</Link>
        </>
      );
  }
}
