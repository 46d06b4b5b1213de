import { useAnswer } from "../../api/questions.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Status } from "../../kit/Badge.tsx";
import { LinkButton } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { ProgressOfOperation } from "../../kit/Progress.tsx";
import { Answered } from "../../kit/states.tsx";
import { Absent, Id, Instant, Quantity } from "../../kit/values.tsx";
import { useActorName } from "../../shell/actor.ts";
import { Facts } from "../../kit/Facts.tsx";
import { importTexts } from "./texts.ts";
import { askImport } from "./Upload.tsx";

/** What came of a file: how many rows went where, or why none did. */
export function ImportDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts(importTexts);
  const who = useActorName();
  const answer = useAnswer("/v1/imports/{id}", { params: { path: { id } } });
  return (
    <Dialog title={t("importOf", { id })} isOpen onClose={onClose} place="side">
      <Answered answer={answer}>
        {({ data }) => (
          <>
            {data.state === "running" && (
              <ProgressOfOperation
                id={id}
                label={t("taking", { file: data.file })}
                ask={askImport}
              />
            )}
            <Facts
              facts={[
                { name: t("state"), value: <Status word={data.state} /> },
                { name: t("file"), value: data.file },
                { name: t("kind"), value: t(data.kind) },
                { name: t("feed"), value: data.feed ?? <Absent /> },
                { name: t("format"), value: data.format ?? <Absent /> },
                { name: t("createdBy"), value: who(data.created_by) },
                { name: t("createdAt"), value: <Instant instant={data.created_at} /> },
                { name: t("id"), value: <Id id={data.id} /> },
                ...(data.why ? [{ name: t("why"), value: data.why }] : []),
              ]}
            />
            {data.result && (
              <section className="stack">
                <h3>{t("result")}</h3>
                <Facts
                  facts={Object.entries(data.result as Record<string, unknown>).map(
                    ([name, value]) => ({
                      name: name.replaceAll("_", " "),
                      value:
                        typeof value === "number" ? (
                          <Quantity amount={String(value)} />
                        ) : (
                          <code>{String(value)}</code>
                        ),
                    }),
                  )}
                />
                <div className="row">
                  <LinkButton href="/o/quarantine" small>
                    {t("seeQuarantine")}
                  </LinkButton>
                </div>
              </section>
            )}
          </>
        )}
      </Answered>
    </Dialog>
  );
}
