import type { FigureOf } from "../kit/Markdown.tsx";
import { Picture } from "./Picture.tsx";
import { Walk } from "./Walk.tsx";
import { isWalk } from "./walks.ts";

/** `![text](picture:NAME)` and `![text](walk:NAME)` of guides. */
export const figureOf: FigureOf = (what, name, text) => {
  if (what === "picture") return <Picture name={name} text={text} />;
  return what === "walk" && isWalk(name) ? <Walk name={name} /> : null;
};
