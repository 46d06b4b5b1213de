import type { RowOf } from "../api/questions.ts";
import type { Role } from "./roles.ts";

type RoleRight = RowOf<"/v1/roles">;

/** One right with whose things each role has it of. */
export interface Right {
  /** "statements:issue". */
  right: string;
  /** Roles that have it not are absent. */
  reach: Partial<Record<Role, RoleRight["reach"]>>;
  /** Somewhere amounts stand in it: it needs a grant that sees money. */
  needsMoney: boolean;
}

/** The rows of the service, a row for each role and right, turned to a row for each right. */
export function rightsOf(rows: readonly RoleRight[]): Right[] {
  const all = new Map<string, Right>();
  for (const { role, resource, action, reach, needs_money } of rows) {
    const right = `${resource}:${action}`;
    const known = all.get(right) ?? { right, reach: {}, needsMoney: false };
    all.set(right, {
      right,
      reach: { ...known.reach, [role]: reach },
      needsMoney: known.needsMoney || needs_money,
    });
  }
  return [...all.values()].sort((a, b) => (a.right < b.right ? -1 : 1));
}
