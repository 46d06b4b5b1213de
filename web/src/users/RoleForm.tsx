import { type ReactNode, useState } from "react";
import { Problem } from "../api/problem.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Field } from "../kit/Field.tsx";
import { FormDialog } from "../kit/FormDialog.tsx";
import { isWhole, RoleFields, type RoleWish, usePlainRole } from "./RoleFields.tsx";
import { holderOf } from "./roles.ts";
import { userTexts } from "./texts.ts";

/** A role with whose it is, as bodies of requests have it. */
function bodyOf({ role, holder, seesMoney }: RoleWish) {
  return { role, sees_money: seesMoney, ...holderOf(role, holder) };
}

interface Props {
  title: string;
  action: string;
  change: { isRunning: boolean; error: Error | null };
  onSubmit: (body: ReturnType<typeof bodyOf>) => void;
  onClose: () => void;
  /** Fields before and after those of the role. */
  before?: ReactNode;
  after?: ReactNode;
}

/** A dialogue that gives somebody, or a program, a role. */
export function RoleForm({ title, action, change, onSubmit, onClose, before, after }: Props) {
  const [wish, setWish] = useState(usePlainRole());
  return (
    <FormDialog
      title={title}
      action={action}
      onSubmit={() => onSubmit(bodyOf(wish))}
      onClose={onClose}
      isPending={change.isRunning}
      error={change.error}
      isReady={isWhole(wish)}
    >
      {before}
      <RoleFields wish={wish} onChange={setWish} />
      {after}
    </FormDialog>
  );
}

/** What a service says of a field of a form. */
export function faultOf(error: Error | null, field: string): ReturnType<Problem["of"]> {
  return error instanceof Problem ? error.of(field) : undefined;
}

/** Under which name it is listed. */
export function NameField({
  value,
  onChange,
  error,
}: {
  value: string;
  onChange: (name: string) => void;
  error: Error | null;
}) {
  const t = useTexts(userTexts);
  return (
    <Field
      label={t("name")}
      value={value}
      onChange={onChange}
      fault={faultOf(error, "name")}
      maxLength={100}
      isRequired
      autoFocus
    />
  );
}
