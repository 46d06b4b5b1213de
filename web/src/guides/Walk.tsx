import { useEffect, useState } from "react";
import { useTexts } from "../i18n/use_texts.ts";
import { Button, IconButton } from "../kit/Button.tsx";
import { Picture } from "./Picture.tsx";
import { guideTexts } from "./texts.ts";
import { type WalkName, walks, walkTexts } from "./walks.ts";

const kShown = 5_000;

/**
 * A walk-through: steps with pictures. Nothing moves before somebody says so (WCAG 2.2.2); the arrow
 * keys go from step to step wherever the focus is inside.
 */
export function Walk({ name }: { name: WalkName }) {
  const t = useTexts(guideTexts);
  const words = useTexts(walkTexts);
  const frames = walks[name];
  const [at, setAt] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const last = frames.length - 1;
  const isRunning = isPlaying && at < last;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setTimeout(() => setAt((one) => Math.min(last, one + 1)), kShown);
    return () => clearTimeout(timer);
  }, [isRunning, at, last]);
  const go = (to: number) => {
    setPlaying(false);
    setAt(Math.max(0, Math.min(last, to)));
  };
  const play = () => {
    if (at === last) setAt(0);
    setPlaying(!isRunning);
  };
  const frame = frames[at] ?? frames[0];
  const step = t("step", { at: at + 1, of: frames.length });
  return (
    <section
      className="walk"
      aria-label={t("walk", { name: words(name) })}
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") go(at + 1);
        else if (event.key === "ArrowLeft") go(at - 1);
        else return;
        event.preventDefault();
      }}
    >
      <Picture name={frame} text={words(frame)} />
      <p className="walk-caption" role="status">
        <strong>{step}</strong> {words(frame)}
      </p>
      <div className="row no-print">
        <Button icon={isRunning ? "pause" : "play"} onPress={play}>
          {t(isRunning ? "pause" : "play")}
        </Button>
        <IconButton
          icon="back"
          label={t("before")}
          isDisabled={at === 0}
          onPress={() => go(at - 1)}
        />
        <IconButton
          icon="forward"
          label={t("next")}
          isDisabled={at === last}
          onPress={() => go(at + 1)}
        />
      </div>
    </section>
  );
}
