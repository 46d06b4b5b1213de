import {
  Text,
  UNSTABLE_Toast as Notice,
  UNSTABLE_ToastContent as NoticeContent,
  UNSTABLE_ToastQueue as Queue,
  UNSTABLE_ToastRegion as Region,
} from "react-aria-components";
import { Problem, Unreachable } from "../api/problem.ts";
import { formatClock } from "../format/time.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { useLocale } from "../preferences/preferences.ts";
import { Button, IconButton } from "./Button.tsx";
import { keysOf, problemTexts } from "./problem_texts.ts";
import { kitTexts } from "./texts.ts";

type Said = { text: string } | { text: string; undo: () => void; until: Date } | { fault: Error };

const queue = new Queue<Said>({ maxVisibleToasts: 3 });
const kShortTime = 8_000;
const kUndoTime = 15 * 60_000;

/** Says what was done. With `undo` it stays for a quarter of an hour: nobody has to hurry. */
export function say(text: string, undo?: () => void): void {
  if (undo) {
    const until = new Date(Date.now() + kUndoTime);
    queue.add({ text, undo, until }, { timeout: kUndoTime });
  } else queue.add({ text }, { timeout: kShortTime });
}

/** Says that a deed without a form, of a row or a menu, was not done; it stays until it is closed. */
export function sayFault(fault: Error): void {
  queue.add({ fault });
}

export function Toasts() {
  const t = useTexts(kitTexts);
  const words = useTexts(problemTexts);
  /** What was wrong and what helps. */
  const sentenceOf = (fault: Error) => {
    if (!(fault instanceof Problem)) return fault.message;
    const { title, advice } = keysOf(fault.code, fault.status);
    return [fault.body.detail || words(title), advice && words(advice)].filter(Boolean).join(" ");
  };
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
          {"undo" in toast.content && <Undo id={toast.key} {...toast.content} />}
          <IconButton icon="close" label={t("close")} onPress={() => queue.close(toast.key)} />
        </Notice>
      )}
    </Region>
  );
}

function Undo({ id, undo, until }: { id: string; undo: () => void; until: Date }) {
  const t = useTexts(kitTexts);
  const locale = useLocale();
  const onPress = () => {
    queue.close(id);
    undo();
  };
  return (
    <div className="undo">
      <Button small icon="undo" onPress={onPress}>
        {t("undo")}
      </Button>
      <span className="muted">{t("undoUntil", { time: formatClock(until, locale) })}</span>
    </div>
  );
}
