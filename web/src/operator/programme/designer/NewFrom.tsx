import { useState } from "react";
import { Dialog, DialogTrigger, Popover } from "react-aria-components";
import { isDay } from "../../../format/time.ts";
import { useTexts } from "../../../i18n/use_texts.ts";
import { Button } from "../../../kit/Button.tsx";
import { Field } from "../../../kit/Field.tsx";
import { useDesk } from "./context.ts";
import { designerTexts } from "./designer_texts.ts";
import type { List } from "./document.ts";
import { continueFrom } from "./edit.ts";

/** What holds now lasts until a day, and the same again begins on it, to be changed. */
export function NewFrom({ list, name }: { list: List; name: string }) {
  const t = useTexts(designerTexts);
  const { text, change } = useDesk();
  const [day, setDay] = useState("");
  return (
    <DialogTrigger>
      <Button small look="quiet" icon="clock" aria-label={`${name}: ${t("newFrom")}`}>
        {t("newFrom")}
      </Button>
      <Popover className="popover">
        <Dialog aria-label={t("newFrom")}>
          {({ close }) => (
            <form
              className="stack"
              onSubmit={(event) => {
                event.preventDefault();
                change(continueFrom(text, list, day));
                close();
              }}
            >
              <Field
                label={t("newFromDay")}
                hint={t("newFromHint")}
                type="date"
                value={day}
                onChange={setDay}
              />
              <div className="row">
                <Button type="submit" look="primary" isDisabled={!isDay(day)}>
                  {t("newFromDo")}
                </Button>
              </div>
            </form>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
