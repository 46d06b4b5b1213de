import {
  Text,
  UNSTABLE_Toast as Notice,
  UNSTABLE_ToastContent as NoticeContent,
  UNSTABLE_ToastQueue as Queue,
  UNSTABLE_ToastRegion as Region,
} from "react-aria-components";
import { useTexts } from "../i18n/use_texts.ts";
import { Button, IconButton } from "./Button.tsx";
import { kitTexts } from "./texts.ts";

interface Said {
  text: string;
  undo?: () => void;
}

const queue = new Queue<Said>({ maxVisibleToasts: 3 });
const kShortTime = 8_000;

/** Says what was done. With `undo` it stays until it is closed: nobody has to hurry. */
export function say(text: string, undo?: () => void): void {
  if (undo) queue.add({ text, undo });
  else queue.add({ text }, { timeout: kShortTime });
}

export function Toasts() {
  const t = useTexts(kitTexts);
  return (
    <Region queue={queue} className="toasts" aria-label={t("notifications")}>
      {({ toast }) => (
        <Notice toast={toast} className="toast">
          <NoticeContent>
            <Text slot="title">{toast.content.text}</Text>
          </NoticeContent>
          {toast.content.undo && (
            <Button
              small
              icon="undo"
              onPress={() => {
                queue.close(toast.key);
                toast.content.undo?.();
              }}
            >
              {t("undo")}
            </Button>
          )}
          <IconButton icon="close" label={t("close")} onPress={() => queue.close(toast.key)} />
        </Notice>
      )}
    </Region>
  );
}
