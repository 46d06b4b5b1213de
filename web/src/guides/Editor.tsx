import { useState } from "react";
import { useLocation } from "wouter";
import { useAnswer, useChange } from "../api/questions.ts";
import { useQuery } from "@tanstack/react-query";
import { today } from "../format/time.ts";
import type { Language } from "../i18n/catalogue.ts";
import { useTexts } from "../i18n/use_texts.ts";
import { Button, LinkButton } from "../kit/Button.tsx";
import { Field } from "../kit/Field.tsx";
import { Select } from "../kit/Select.tsx";
import { FormDialog } from "../kit/FormDialog.tsx";
import { Markdown } from "../kit/Markdown.tsx";
import { FormFaults, Skeleton } from "../kit/states.tsx";
import { say } from "../kit/Toast.tsx";
import { portalOf } from "../shell/menus.tsx";
import { Page } from "../shell/Page.tsx";
import { useHere, useMay } from "../shell/session.tsx";
import { Forbidden } from "../kit/states.tsx";
import { figureOf } from "./figure.tsx";
import { pageOf, textOf } from "./pages.ts";
import { guideTexts } from "./texts.ts";
import { useLanguage, usePublished } from "./use_guides.ts";

interface Wish {
  title: string;
  text: string;
  from: string;
}

interface EditorProps {
  name: string;
  language: Language;
  onLanguage: (language: Language) => void;
  onClose: () => void;
}

/** The next version of a guide: begins with what is read now. */
export function Editor(props: EditorProps) {
  const { name, language } = props;
  const known = usePublished().rows.filter((one) => one.name === name && one.language === language);
  const isPublished = known.some((one) => one.is_current);
  const page = pageOf(name);
  const published = useAnswer(
    "/v1/guides/{name}",
    { params: { path: { name }, query: { language } } },
    { enabled: isPublished },
  );
  const carried = useQuery({
    queryKey: ["page", name, language],
    queryFn: () => (page ? textOf(page, language) : ""),
    enabled: !isPublished,
  });
  const text = isPublished ? published.data?.data.text : carried.data;
  if (text === undefined) return <Skeleton />;
  const title = published.data?.data.title ?? page?.title[language] ?? "";
  const next = Math.max(0, ...known.map((one) => one.version)) + 1;
  return <Form {...props} next={next} first={{ title, text, from: today() }} />;
}

function Form({
  name,
  language,
  onLanguage,
  onClose,
  next,
  first,
}: EditorProps & { next: number; first: Wish }) {
  const t = useTexts(guideTexts);
  const [wish, setWish] = useState(first);
  const { run, isRunning, error } = useChange("post", "/v1/guides", {
    onDone: ({ data }) => {
      say(t("published", { version: data.version }));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t("editTitle", { name })}
      action={t("publish", { version: next })}
      place="side"
      isPending={isRunning}
      error={error}
      isReady={wish.title.trim() !== "" && wish.text.trim() !== ""}
      onClose={onClose}
      onSubmit={() => run({ body: { name, language, ...wish } })}
    >
      <LanguageField value={language} onChange={onLanguage} />
      <Fields wish={wish} onChange={setWish} />
    </FormDialog>
  );
}

function LanguageField({
  value,
  onChange,
}: {
  value: Language;
  onChange: (language: Language) => void;
}) {
  const t = useTexts(guideTexts);
  return (
    <Select
      label={t("language")}
      value={value}
      options={[
        { id: "en", text: t("en") },
        { id: "de", text: t("de") },
      ]}
      onChange={(id) => onChange(id === "de" ? "de" : "en")}
    />
  );
}

function Fields({ wish, onChange }: { wish: Wish; onChange: (wish: Wish) => void }) {
  const t = useTexts(guideTexts);
  return (
    <>
      <Field
        label={t("guideTitle")}
        value={wish.title}
        onChange={(title) => onChange({ ...wish, title })}
        maxLength={200}
        isRequired
      />
      <Field
        label={t("from1")}
        hint={t("fromHint")}
        type="date"
        value={wish.from}
        onChange={(from) => onChange({ ...wish, from })}
        isRequired
      />
      <Field
        label={t("text")}
        hint={t("textHint")}
        value={wish.text}
        onChange={(text) => onChange({ ...wish, text })}
        rows={18}
        maxLength={200_000}
        isRequired
      />
      <details>
        <summary>{t("preview")}</summary>
        <Markdown text={wish.text} level={2} figure={figureOf} />
      </details>
    </>
  );
}

/** A guide of the operator's own, under a name of its own. */
export function NewGuide() {
  const t = useTexts(guideTexts);
  const base = portalOf[useHere().tenant.side];
  const [, go] = useLocation();
  const spoken = useLanguage();
  const [name, setName] = useState("");
  const [language, setLanguage] = useState<Language>(spoken);
  const [wish, setWish] = useState<Wish>({ title: "", text: "", from: today() });
  const mayWrite = useMay("guides:write");
  const { run, isRunning, error } = useChange("post", "/v1/guides", {
    onDone: ({ data }) => {
      say(t("published", { version: data.version }));
      go(`${base}/guides?guide=${data.name}&language=${data.language}`);
    },
  });
  if (!mayWrite)
    return <Page title={t("newGuide")} children={<Forbidden right="guides:write" />} />;
  return (
    <Page
      title={t("newGuide")}
      lead={t("newGuideLead")}
      actions={
        <LinkButton icon="back" href={`${base}/guides`}>
          {t("all")}
        </LinkButton>
      }
    >
      <form
        className="stack guide-form"
        onSubmit={(event) => {
          event.preventDefault();
          run({ body: { name, language, ...wish } });
        }}
      >
        <FormFaults error={error} isOneChange />
        <Field
          label={t("name")}
          hint={t("nameHint")}
          value={name}
          onChange={setName}
          pattern="[a-z0-9\-]+"
          isRequired
        />
        <LanguageField value={language} onChange={setLanguage} />
        <Fields wish={wish} onChange={setWish} />
        <div className="row">
          <Button type="submit" look="primary" isPending={isRunning}>
            {t("publish", { version: 1 })}
          </Button>
        </div>
      </form>
    </Page>
  );
}
