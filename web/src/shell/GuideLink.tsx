import { Link } from "wouter";
import { useTexts } from "../i18n/use_texts.ts";
import { portalOf } from "./menus.tsx";
import { useHere } from "./session.tsx";
import { shellTexts } from "./texts.ts";

type Guided = "programme" | "partner-of-record" | "designate" | "roles";

/** Where a page speaks of what a guide explains. */
export function GuideLink({ guide }: { guide: Guided }) {
  const t = useTexts(shellTexts);
  const base = portalOf[useHere().tenant.side];
  return (
    <Link className="guide-link" href={`${base}/guides?guide=${guide}`}>
      {t(`guide-${guide}`)}
    </Link>
  );
}
