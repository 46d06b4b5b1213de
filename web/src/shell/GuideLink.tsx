import { Link, useLocation } from "wouter";
import { useTexts } from "../i18n/use_texts.ts";
import { useAddress } from "./address.ts";
import { shellTexts } from "./texts.ts";

type Guided =
  "programme" | "partner-of-record" | "designate" | "roles" | "control" | "become" | "run";

const kNames: Readonly<Record<Guided, string>> = {
  programme: "programme",
  "partner-of-record": "partner-of-record",
  designate: "designate",
  roles: "roles",
  control: "answer-and-control",
  become: "become-partner-of-record",
  run: "run-a-programme",
};

/** Where a page speaks of what a guide explains: it opens beside the page. */
export function GuideLink({ guide }: { guide: Guided }) {
  const t = useTexts(shellTexts);
  const [path] = useLocation();
  const { values } = useAddress();
  const next = new URLSearchParams(values);
  next.set("help", kNames[guide]);
  return (
    <Link className="guide-link no-print" href={`${path}?${next}`}>
      {t(`guide-${guide}`)}
    </Link>
  );
}
