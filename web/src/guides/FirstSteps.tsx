import { useTexts } from "../i18n/use_texts.ts";
import { LinkButton } from "../kit/Button.tsx";
import { Card } from "../kit/Figures.tsx";
import type { Side } from "../shell/session.tsx";
import { guideTexts } from "./texts.ts";

type Step =
  "attach" | "answer" | "review" | "standing" | "request" | "explain" | "rules" | "feeds" | "close";

const kSteps: Readonly<Record<Side, readonly { id: Step; href: string }[]>> = {
  customer: [
    { id: "attach", href: "/c?attach=all" },
    { id: "answer", href: "/c/requests" },
    { id: "review", href: "/c/access" },
  ],
  partner: [
    { id: "request", href: "/p/associations?ask=1" },
    { id: "standing", href: "/p/competencies" },
    { id: "explain", href: "/p/credit" },
  ],
  operator: [
    { id: "rules", href: "/o/programme" },
    { id: "feeds", href: "/o/quarantine" },
    { id: "close", href: "/o/periods" },
  ],
};

/** What people come for, with the way there. */
export function FirstSteps({ side }: { side: Side }) {
  const t = useTexts(guideTexts);
  return (
    <section className="stack" aria-label={t("steps")}>
      <div className="cards">
        {kSteps[side].map(({ id, href }) => (
          <Card key={id} title={t(id)}>
            <p>{t(`${id}Text`)}</p>
            <div className="row">
              <LinkButton href={href} icon="forward">
                {t("go")}
              </LinkButton>
            </div>
          </Card>
        ))}
      </div>
    </section>
  );
}
