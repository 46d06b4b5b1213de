/** Expressions over the rows of lists, as the service takes them: docs/formats/filter.md. */
export const kMostBytes = 2000;
export const kMostTerms = 100;

/** As a value in an expression. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function oneOf(field: string, values: readonly string[]): string {
  return `${field} in (${values.map(quoted).join(", ")})`;
}

export function bytesOf(expression: string): number {
  return new TextEncoder().encode(expression).length;
}

/** Expressions that each name some of the values, and together all of them, within the bounds. */
export function oneOfEach(field: string, values: readonly string[]): string[] {
  const out: string[] = [];
  let some: string[] = [];
  for (const value of values) {
    const more = [...some, value];
    if (
      some.length === 0 ||
      (more.length <= kMostTerms && bytesOf(oneOf(field, more)) <= kMostBytes)
    )
      some = more;
    else {
      out.push(oneOf(field, some));
      some = [value];
    }
  }
  return some.length > 0 ? [...out, oneOf(field, some)] : out;
}
