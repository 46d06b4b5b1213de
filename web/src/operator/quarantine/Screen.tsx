import { useState } from "react";
import { useChange, useList } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button, LinkButton } from "../../kit/Button.tsx";
import { Field } from "../../kit/Field.tsx";
import { Card } from "../../kit/Figures.tsx";
import { FormDialog } from "../../kit/FormDialog.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../kit/states.tsx";
import { sayFault } from "../../kit/Toast.tsx";
import { AsOf } from "../../kit/values.tsx";
import { Page } from "../../shell/Page.tsx";
import { useMay } from "../../shell/session.tsx";
import "../parts/operator.css";
import { ReasonDialog } from "../../shell/ReasonDialog.tsx";
import { useWork, WorkUnderWay } from "../parts/Work.tsx";
import { byCause, type CauseGroup, mendingOf, whichOf } from "./causes.ts";
import { quarantineTexts, useCauseName } from "./texts.ts";

export default function Screen() {
  const t = useTexts(quarantineTexts);
  const list = useList("/v1/quarantine", {}, { whole: true });
  const groups = byCause(list.rows);
  const rows = list.rows.reduce((sum, one) => sum + one.rows, 0);
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={<AsOf commit={list.commit} at={list.at} state={rows > 0 ? "late" : "current"} />}
    >
      <WorkUnderWay label={t("working")} result={(counts) => <Outcome counts={counts} />} />
      {list.error && <ErrorState error={list.error} onRetry={list.reload} />}
      {list.isPending && <Skeleton lines={6} />}
      {!list.isPending && !list.error && groups.length === 0 && (
        <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
      )}
      {groups.length > 0 && (
        <div className="row">
          <p role="status">{t("waiting", { count: rows })}</p>
          <ReplayAll />
        </div>
      )}
      <div className="cards">
        {groups.map((one) => (
          <Cause key={`${one.cause} ${one.feed} ${one.column}`} group={one} />
        ))}
      </div>
    </Page>
  );
}

/** What came of a replay, or of a waiver, which counts only rows. */
function Outcome({ counts }: { counts: Readonly<Record<string, number>> }) {
  const t = useTexts(quarantineTexts);
  const { rows = 0, accepted, waiting = 0 } = counts;
  if (accepted === undefined) return t("waived", { count: rows });
  return (
    <>
      {t("replayed", { count: accepted })} {t("waiting", { count: waiting })}
    </>
  );
}

function useReplay() {
  const { begin } = useWork();
  return useChange("post", "/v1/quarantine:replay", {
    onDone: ({ data }) => begin(data.id),
    onFault: sayFault,
  });
}

function ReplayAll() {
  const t = useTexts(quarantineTexts);
  const may = useMay("quarantine:write");
  const replay = useReplay();
  return (
    <Button
      icon="undo"
      onPress={() => replay.run({ body: {} })}
      isPending={replay.isRunning}
      isDisabled={!may}
    >
      {t("replayAll")}
    </Button>
  );
}

/** The ways out for all rows of a cause: checked once more, read anew, or waived with a reason. */
function WaysOut({ group }: { group: CauseGroup }) {
  const t = useTexts(quarantineTexts);
  const may = useMay("quarantine:write");
  const name = useCauseName();
  const { begin } = useWork();
  const replay = useReplay();
  const [opened, setOpened] = useState<"waive" | "mapping" | null>(null);
  const close = () => setOpened(null);
  const waive = useChange("post", "/v1/quarantine:waive", {
    onDone: ({ data }) => {
      close();
      begin(data.id);
    },
  });
  const which = whichOf(group);
  return (
    <>
      <Button
        small
        icon="undo"
        onPress={() => replay.run({ body: which })}
        isPending={replay.isRunning}
        isDisabled={!may}
      >
        {t("replay")}
      </Button>
      <Button small onPress={() => setOpened("mapping")} isDisabled={!may}>
        {t("readAnew")}
      </Button>
      <Button small look="danger" onPress={() => setOpened("waive")} isDisabled={!may}>
        {t("waive")}
      </Button>
      {opened === "waive" && (
        <ReasonDialog
          title={t("waiveTitle", { cause: name(group.cause) })}
          action={t("waiveAction", { count: group.rows })}
          onSubmit={(reason) => waive.run({ body: { ...which, reason } })}
          onClose={close}
          isPending={waive.isRunning}
          error={waive.error}
          isDangerous
        >
          <p>{t("waiveText")}</p>
        </ReasonDialog>
      )}
      {opened === "mapping" && <MappingDialog group={group} onClose={close} />}
    </>
  );
}

/** A mended mapping, under which rows are read anew that could not be read. */
function MappingDialog({ group, onClose }: { group: CauseGroup; onClose: () => void }) {
  const t = useTexts(quarantineTexts);
  const name = useCauseName();
  const { begin } = useWork();
  const [mapping, setMapping] = useState("");
  const replay = useChange("post", "/v1/quarantine:replay", {
    onDone: ({ data }) => {
      onClose();
      begin(data.id);
    },
  });
  return (
    <FormDialog
      title={t("mappingTitle", { cause: name(group.cause) })}
      action={t("mappingAction", { count: group.rows })}
      onSubmit={() => replay.run({ body: { ...whichOf(group), mapping } })}
      onClose={onClose}
      isPending={replay.isRunning}
      error={replay.error}
      isReady={mapping.trim() !== ""}
    >
      <p>{t("mappingText")}</p>
      <Field label={t("mapping")} value={mapping} onChange={setMapping} rows={10} autoFocus />
    </FormDialog>
  );
}

const kShown = 12;

function Cause({ group }: { group: CauseGroup }) {
  const t = useTexts(quarantineTexts);
  const name = useCauseName();
  const mayImport = useMay("imports:write");
  const mending = mendingOf(group.cause);
  const registry = mending === "register" || mending === "dates";
  return (
    <Card title={name(group.cause)} actions={<strong>{t("rowsOf", { count: group.rows })}</strong>}>
      <p className="muted">
        {t.rich("where", { feed: <code>{group.feed}</code>, column: <code>{group.column}</code> })}
      </p>
      <ul className="lines">
        {group.values.slice(0, kShown).map((one) => (
          <li key={one.value}>
            {one.value === "" ? <span>{t("various")}</span> : <code>{one.value}</code>}
            <span className="muted">{t("rowsOf", { count: one.rows })}</span>
          </li>
        ))}
      </ul>
      {group.values.length > kShown && (
        <p className="muted">{t("more", { count: group.values.length - kShown })}</p>
      )}
      <p>{t(`mend_${mending}`)}</p>
      <div className="row">
        <LinkButton
          href={`/o/imports?new=${registry ? "registry" : "usage"}`}
          small
          look={mayImport ? "primary" : "plain"}
        >
          {registry ? t("uploadRegistry") : t("uploadUsage")}
        </LinkButton>
        <WaysOut group={group} />
      </div>
    </Card>
  );
}
