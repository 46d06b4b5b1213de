import { expect, it } from "vitest";
import type { RowOf } from "../../api/questions.ts";
import { allLines } from "./simulated_lines.ts";

type Line = RowOf<"/v1/simulations/{id}/lines">;
const line = (item: string) => ({ item }) as Line;

it("all lines are those of every page, in their order", async () => {
  const asked: string[] = [];
  const found = await allLines("sim_1", async (id, cursor) => {
    asked.push(`${id} ${cursor}`);
    return cursor === ""
      ? { data: [line("a"), line("b")], next_cursor: "then" }
      : { data: [line("c")], next_cursor: null };
  });
  expect(found.map(({ item }) => item)).toEqual(["a", "b", "c"]);
  expect(asked).toEqual(["sim_1 ", "sim_1 then"]);
});
