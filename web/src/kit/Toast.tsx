import {
  Text,
  UNSTABLE_Toast as Notice,
  UNSTABLE_ToastContent as NoticeContent,
  UNSTABLE_ToastQueue as Queue,
  UNSTABLE_ToastRegion as Region,
} from "react-aria-components";
import { Problem, Unreachable } from "../api/problem.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button, IconButton } from "./Button.tsx";
import { kitTexts } from "./texts.ts";

type Said = { text: string } | { text: string; undo: () => void } | { fault: Error };

const queue = new Queue<Said>({ maxVisibleToasts: 3 });
const kShortTime = 8_000;

/** Says what was done. With `undo` it stays until it is closed: nobody has to hurry. */
export function say(text: string, undo?: () => void): void {
  if (undo) queue.add({ text, undo });
  else queue.add({ text }, { timeout: kShortTime });
}

/** Says that a deed without a form, of a row or a menu, was not done; it stays until it is closed. */
export function sayFault(fault: Error): void {
  queue.add({ fault });
}

/** A fault in one sentence: what was wrong and what helps. */
function sentenceOf(fault: Error): string {
  if (!(fault instanceof Problem)) return fault.message;
  const { title, detail, fix } = fault.body;
  return [detail || title, fix].filter(Boolean).join(" ");
}

export function Toasts() {
  const t = useTexts(kitTexts);
  const spoken = (fault: Error) =>
    fault instanceof Unreachable
      ? `${t("unreachableTitle")}. ${t("changeUnknown")}`
      : t("fault", { why: sentenceOf(fault) });
  return (
    <Region queue={queue} className="toasts" aria-label={t("notifications")}>
      {({ toast }) => (
        <Notice toast={toast} className="toast">
          <NoticeContent>
            <Text slot="title">
              {"fault" in toast.content ? spoken(toast.content.fault) : toast.content.text}
            </Text>
          </NoticeContent>
          {"undo" in toast.content && <Undo id={toast.key} undo={toast.content.undo} />}
          <IconButton icon="close" label={t("close")} onPress={() => queue.close(toast.key)} />
        </Notice>
      )}
    </Region>
  );
}

function Undo({ id, undo }: { id: string; undo: () => void }) {
  const t = useTexts(kitTexts);
  const onPress = () => {
    queue.close(id);
    undo();
  };
  return (
    <Button small icon="undo" onPress={onPress}>
      {t("undo")}
    </Button>
  );
}
