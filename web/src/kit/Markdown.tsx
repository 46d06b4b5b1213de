import { createElement, useMemo } from "react";
import { Link } from "wouter";
import { type Block, blocksOf, type Inline } from "./markdown.ts";

/** A text in Markdown. Its first heading is of the level that `level` says. */
export function Markdown({ text, level = 2 }: { text: string; level?: number }) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  return (
    <div className="prose">
      {blocks.map((one, place) => (
        <Part key={place} block={one} level={level} />
      ))}
    </div>
  );
}

function Part({ block, level }: { block: Block; level: number }) {
  switch (block.kind) {
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
