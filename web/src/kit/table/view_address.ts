import { type Filter, plainView, type View } from "./arrange.ts";

/**
 * A view in the address: `sort=-credit`, `find=conto`, `f.status=active,ended`, `f.name=~conto`,
 * `f.amount=10..20`. A copied address shows the same. Values with a comma are escaped twice.
 */
export function viewOf(search: URLSearchParams): View {
  const sort = search.get("sort");
  const asked = [...search].filter(([name]) => name.startsWith("f."));
  // Entries, so that a column called __proto__ is a column.
  const filters = Object.fromEntries(
    asked.map(([name, text]) => [name.slice(2), filterOf(text)] as const),
  );
  return {
    sort: sort
      ? { column: sort.replace(/^-/, ""), isDescending: sort.startsWith("-") }
      : plainView.sort,
    find: search.get("find") ?? "",
    filters,
  };
}

function filterOf(text: string): Filter {
  if (text.startsWith("~")) return { kind: "words", text: text.slice(1) };
  const range = /^([^,]*)\.\.([^,]*)$/.exec(text);
  if (range) return { kind: "range", from: range[1] || null, to: range[2] || null };
  return { kind: "choice", values: text.split(",").map(unescaped) };
}

/** As it stands where it was typed by hand and is no escape. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function textOf(filter: Filter): string {
  switch (filter.kind) {
    case "words":
      return `~${filter.text}`;
    case "range":
      return `${filter.from ?? ""}..${filter.to ?? ""}`;
    case "choice":
      return filter.values
        .map((one) => encodeURIComponent(one).replaceAll(".", "%2E").replace(/^~/, "%7E"))
        .join(",");
  }
}

/** What to change in the address, null to take away, for this view in place of that one. */
export function changesFor(before: View, after: View): Record<string, string | null> {
  const changes: Record<string, string | null> = {
    sort: after.sort ? `${after.sort.isDescending ? "-" : ""}${after.sort.column}` : null,
    find: after.find || null,
  };
  for (const column of Object.keys(before.filters)) changes[`f.${column}`] = null;
  for (const [column, filter] of Object.entries(after.filters))
    changes[`f.${column}`] = textOf(filter);
  return changes;
}
