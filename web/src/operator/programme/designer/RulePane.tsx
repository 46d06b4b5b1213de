import { useTexts } from "../../../i18n/use_texts.ts";
import { Button, IconButton } from "../../../kit/Button.tsx";
import { Select } from "../../../kit/Select.tsx";
import { Menu } from "../../../kit/Menu.tsx";
import { EmptyState } from "../../../kit/states.tsx";
import { Month } from "../../../kit/values.tsx";
import { useDesk } from "./context.ts";
import { designerTexts } from "./designer_texts.ts";
import { removeLines } from "./edit.ts";
import { addRule } from "./new_rule.ts";
import { isBeyondFields, keyOf, linesOf, type Rule, ruleKinds } from "./rule.ts";
import { Sentence } from "./Sentence.tsx";
import type { Draft, Reading } from "./use_draft.ts";

interface Props {
  reading: Reading;
  rule: Rule | undefined;
  onChoose: (key: string) => void;
  affects: Draft["affects"] | null;
}

/** One rule in words, and to whom it applies. */
export function RulePane({ reading, rule, onChoose, affects }: Props) {
  const t = useTexts(designerTexts);
  const { text, change, isReadOnly, faultAt } = useDesk();
  const options = ruleKinds.flatMap((kind) =>
    reading.rules
      .filter((one) => one.kind === kind)
      .map((one) => ({ id: keyOf(one), text: one.name, hint: t(`kind_${kind}`) })),
  );
  const fault = rule && faultAt(linesOf(text, rule));
  const isSaidByField = fault !== undefined && rule && isAtField(rule, text, faultAt);
  return (
    <section className="stack rule-pane" aria-label={rule?.name ?? t("rule")}>
      <div className="rule-head">
        <Select
          label={t("rule")}
          options={options}
          value={rule ? keyOf(rule) : null}
          onChange={onChoose}
        />
        {!isReadOnly && (
          <>
            <Menu
              label={t("newRule")}
              actions={ruleKinds.map((kind) => ({
                id: kind,
                text: t(`kind_${kind}`),
                run: () => {
                  const added = addRule(text, reading, kind);
                  change(added.text);
                  onChoose(keyOf({ kind, code: added.code }));
                },
              }))}
            >
              <Button icon="add">{t("newRule")}</Button>
            </Menu>
            {rule && (
              <IconButton
                icon="close"
                label={t("removeRule")}
                onPress={() => change(removeLines(text, rule))}
              />
            )}
          </>
        )}
      </div>
      {reading.faultLine !== null && (
        <div className="state late" role="status">
          <h2>{t("unreadable", { line: String(reading.faultLine) })}</h2>
          <p className="muted">{t("unreadableText")}</p>
        </div>
      )}
      {rule && (
        <>
          {affects && <Applies rule={rule} affects={affects} />}
          {fault && !isSaidByField && <p className="field-error">{fault}</p>}
          {isBeyondFields(rule) && <p className="muted">{t("beyond")}</p>}
          <div className="sentence">
            <Sentence key={keyOf({ kind: rule.kind, code: String(rule.place) })} rule={rule} />
          </div>
        </>
      )}
      {!rule && reading.faultLine === null && (
        <EmptyState title={t("noRules")}>{t("noRulesText")}</EmptyState>
      )}
    </section>
  );
}

/** Whether a field of it says the fault, so that it needs no saying above them. */
function isAtField(rule: Rule, text: string, faultAt: Draft["faultAt"]): boolean {
  return [rule.table, ...rule.parts.values()].some(({ entries }) =>
    entries.some((entry) => faultAt(linesOf(text, entry)) !== undefined),
  );
}

function Applies({ rule, affects }: { rule: Rule; affects: Draft["affects"] }) {
  const t = useTexts(designerTexts);
  const { answer, isOld, isImpossible } = affects;
  const found = answer?.rules.find(({ kind, code }) => kind === rule.kind && code === rule.code);
  if (!answer)
    return <p className="muted applies">{t(isImpossible ? "notCounted" : "counting")}</p>;
  if (!found)
    return <p className="muted applies">{t(isOld && !isImpossible ? "counting" : "notCounted")}</p>;
  return (
    <p className="applies" role="status">
      {t.rich("applies", {
        partners: <strong key="p">{t("partners", { count: found.partners })}</strong>,
        subscriptions: (
          <strong key="s">{t("subscriptions", { count: found.subscriptions })}</strong>
        ),
        month: <Month key="m" month={answer.month} />,
      })}{" "}
      {isOld && <span className="muted">{t("countedBefore")}</span>}
    </p>
  );
}
