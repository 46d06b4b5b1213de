import { type ReactNode, useState, useSyncExternalStore } from "react";
import { Link } from "wouter";
import { latestKnown, onKnown } from "../api/client.ts";
import { useList } from "../api/questions.ts";
import { isMonth } from "../format/time.ts";
import { catalogue } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Dialog } from "../kit/Dialog.tsx";
import { LateData } from "../kit/states.tsx";
import { AsOf, Day, type Standing } from "../kit/values.tsx";
import { useAddress } from "./address.ts";
import { type Behind, behind } from "./behind.ts";
import { useMay } from "./session.tsx";
import { useIsClosed } from "./standing.tsx";

const texts = catalogue(
  {
    title: "What has not come yet",
    nameless: "Files without a feed",
    late: "{feed}: a file was expected on {day}.",
    lateEver: "{feed}: its file is late.",
    until: "Usage after {day} is missing in every figure.",
    untilNothing: "None of its usage is in any figure.",
    waiting: {
      one: "{feed}: {count} row waits in quarantine and is in no figure.",
      other: "{feed}: {count} rows wait in quarantine and are in no figure.",
    },
    feeds: "See the feeds",
    quarantine: "See why",
  },
  {
    de: {
      title: "Was noch nicht eingetroffen ist",
      nameless: "Dateien ohne Zufluss",
      late: "{feed}: Für den {day} war eine Datei erwartet.",
      lateEver: "{feed}: Die Datei ist verspätet.",
      until: "Nutzung nach dem {day} fehlt in jeder Zahl.",
      untilNothing: "Nichts davon steht in einer Zahl.",
      waiting: {
        one: "{feed}: {count} Zeile wartet in Quarantäne und steht in keiner Zahl.",
        other: "{feed}: {count} Zeilen warten in Quarantäne und stehen in keiner Zahl.",
      },
      feeds: "Zu den Zuflüssen",
      quarantine: "Warum",
    },
  },
);

/**
 * When what is shown was answered, in the header of every page: green while all that is expected
 * has come, amber with what has not, grey for a month that is closed. Whoever sees no feeds is told
 * neither: months without rows of theirs may be months that they have no part in.
 */
export function Freshness() {
  const known = useSyncExternalStore(onKnown, latestKnown);
  const seesFeeds = useMay("feeds:read");
  const asked = useAddress().values.get("period") ?? "";
  const isClosed = useIsClosed(isMonth(asked) ? asked : "") === "closed";
  if (isClosed) return <AsOf {...known} state="closed" />;
  return seesFeeds ? <OfFeeds known={known} /> : <AsOf {...known} state="unknown" />;
}

type Known = Pick<Standing, "commit" | "at">;

function OfFeeds({ known }: { known: Known }) {
  const { rows, isPending, error } = useList("/v1/feeds", {}, { whole: true });
  const lacks = behind(rows);
  return (
    <Stamp known={known} isKnown={!isPending && error === null} isLate={lacks.length > 0}>
      <ul className="stack tight">
        {lacks.map((one) => (
          <li key={`${one.kind} ${one.feed}`}>
            <Sentence of={one} />
          </li>
        ))}
      </ul>
    </Stamp>
  );
}

function Sentence({ of }: { of: Behind }) {
  const t = useTexts(texts);
  const feed = of.feed || t("nameless");
  if (of.kind === "waiting")
    return (
      <>
        {t("waiting", { feed, count: of.rows })} <Link href="/o/quarantine">{t("quarantine")}</Link>
      </>
    );
  return (
    <>
      {of.expected
        ? t.rich("late", { feed, day: <Day day={of.expected} /> })
        : t("lateEver", { feed })}{" "}
      {of.until ? t.rich("until", { day: <Day day={of.until} /> }) : t("untilNothing")}{" "}
      <Link href="/o/feeds">{t("feeds")}</Link>
    </>
  );
}

function Stamp({
  known,
  isKnown,
  isLate,
  children,
}: {
  known: Known;
  /** Whether it is known what has come. */
  isKnown: boolean;
  isLate: boolean;
  children: ReactNode;
}) {
  const t = useTexts(texts);
  const [isOpen, setOpen] = useState(false);
  if (!isLate) return <AsOf {...known} state={isKnown ? "current" : "unknown"} />;
  return (
    <>
      <AsOf {...known} state="late" onPress={() => setOpen(true)} />
      <Dialog title={t("title")} isOpen={isOpen} onClose={() => setOpen(false)}>
        <LateData>{children}</LateData>
      </Dialog>
    </>
  );
}
