import { useState } from "react";
import { useChange } from "../../api/questions.ts";
import { isMonth } from "../../format/time.ts";
import { useTexts } from "../../i18n/use_texts.ts";
import { Button } from "../../kit/Button.tsx";
import { Field } from "../../kit/Field.tsx";
import { ErrorState } from "../../kit/states.tsx";
import { useAddress } from "../../shell/address.ts";
import { usePeriod } from "../../shell/period.ts";
import { useMay } from "../../shell/session.tsx";
import "./designer/designer.css";
import { programmeTexts } from "./texts.ts";

/** Which past months a text is computed over; then what comes of it is shown. */
export function Simulate({ text, isReady }: { text: string; isReady: boolean }) {
  const t = useTexts(programmeTexts);
  const { change } = useAddress();
  const may = useMay("simulations:read");
  const period = usePeriod();
  const last = period?.known.at(-1) ?? "";
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const simulate = useChange("post", "/v1/simulations", {
    onDone: ({ data }) => change({ tab: "simulations", row: data.id, rule: null }),
  });
  const [first, end] = [from || last, to || from || last];
  return (
    <>
      <form
        className="deeds-form"
        onSubmit={(event) => {
          event.preventDefault();
          simulate.run({ body: { programme: text, from: first, to: end } });
        }}
      >
        <Field label={t("from")} type="month" value={first} onChange={setFrom} />
        <Field label={t("to")} type="month" value={end} onChange={setTo} />
        <Button
          type="submit"
          icon="chart"
          isPending={simulate.isRunning}
          isDisabled={!may || !isReady || !isMonth(first) || !isMonth(end) || end < first}
        >
          {t("simulate")}
        </Button>
      </form>
      {!may && <span className="muted">{t("mayNotSimulate")}</span>}
      {simulate.error && <ErrorState error={simulate.error} isOneChange />}
    </>
  );
}
