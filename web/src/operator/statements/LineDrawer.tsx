import { useAnswer } from "../../api/questions.ts";
import { download } from "../../api/client.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Dialog } from "../../kit/Dialog.tsx";
import { Answered } from "../../kit/states.tsx";
import { sayFault } from "../../kit/Toast.tsx";
import { Because } from "../parts/Because.tsx";
import { statementTexts } from "./texts.ts";

/** Why a line is what it is, down to usage rows, as known when it was computed. */
export function LineDrawer({
  id,
  line,
  onClose,
}: {
  id: string;
  line: string;
  onClose: () => void;
}) {
  const t = useTexts(statementTexts);
  const answer = useAnswer("/v1/statements/{id}/lines/{line}/explanation", {
    params: { path: { id, line: Number.parseInt(line, 10) } },
  });
  const proof = () =>
    void download(
      `/v1/statements/${encodeURIComponent(id)}/lines/${encodeURIComponent(line)}/proof`,
      `${id}-line-${line}-proof.json`,
    ).catch(sayFault);
  return (
    <Dialog
      title={t("lineOf", { line, id })}
      isOpen
      onClose={onClose}
      place="side"
      foot={
        <Button icon="download" onPress={proof}>
          {t("proof")}
        </Button>
      }
    >
      <h3>{t("explanation")}</h3>
      <Answered answer={answer}>
        {({ data }) => <Because explanation={data.explanation} />}
      </Answered>
    </Dialog>
  );
}
