import { createElement, type ReactNode, useMemo } from "react";
import { Link } from "wouter";
import { LinkButton } from "./Button.tsx";
import { type Block, blocksOf, type Inline } from "./markdown.ts";

/** What stands for `![text](what:name)`; null: only its text does. */
export type FigureOf = (what: string, name: string, text: string) => ReactNode;

interface Props {
  text: string;
  /** Of a heading with one `#`. */
  level: number;
  figure?: FigureOf;
}

/** A text in Markdown. */
export function Markdown({ text, level, figure = () => null }: Props) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  return (
    <div className="prose">
      <Parts blocks={blocks} level={level} figure={figure} />
    </div>
  );
}

interface Given {
  level: number;
  figure: FigureOf;
}

function Parts({ blocks, ...given }: Given & { blocks: readonly Block[] }) {
  return blocks.map((one, place) => <Part key={place} block={one} {...given} />);
}

function Part({ block, level, figure }: Given & { block: Block }) {
  switch (block.kind) {
    case "box":
      return (
        <div className="prose-box" role="note">
          <Parts blocks={block.blocks} level={level + 1} figure={figure} />
        </div>
      );
    case "way":
      return (
        <div className="row no-print">
          <LinkButton href={block.href} icon="forward">
            {block.text}
          </LinkButton>
        </div>
      );
    case "figure":
      return figure(block.what, block.name, block.text) ?? <p>{block.text}</p>;
    case "heading": {
      const depth = Math.min(6, block.level - 1 + level);
      return createElement(`h${depth}`, null, <Line content={block.content} />);
    }
    case "paragraph":
      return (
        <p>
          <Line content={block.content} />
        </p>
      );
    case "code":
      return (
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case "list": {
      const items = block.items.map((one, place) => (
        <li key={place}>
          <Line content={one} />
        </li>
      ));
      return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "table":
      return <Table head={block.head} rows={block.rows} />;
  }
}

function Table({ head, rows }: { head: Inline[][]; rows: Inline[][][] }) {
  return (
    <div className="prose-table">
      <table>
        <thead>
          <tr>
            {head.map((one, place) => (
              <th key={place} scope="col">
                <Line content={one} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((one, place) => (
                <td key={place}>
                  <Line content={one} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ content }: { content: readonly Inline[] }) {
  return content.map((one, place) => {
    if (one.kind === "strong") return <strong key={place}>{one.text}</strong>;
    if (one.kind === "code") return <code key={place}>{one.text}</code>;
    if (one.kind !== "link") return one.text;
    return one.href.startsWith("/") ? (
      <Link key={place} href={one.href}>
        {one.text}
      </Link>
    ) : (
      <a key={place} href={one.href} rel="noreferrer">
        {one.text}
      </a>
    );
  });
}
