import { api, settle } from "../../api/client.ts";
import type { RowOf } from "../../api/questions.ts";

type Line = RowOf<"/v1/simulations/{id}/lines">;
type Page = { data: readonly Line[]; next_cursor: string | null };

const kMostOfPage = 1000;

/** All lines that would be others, page after page; a simulation stays as it is. */
export async function allLines(id: string, ask = askPage): Promise<Line[]> {
  const all: Line[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page: Page = await ask(id, cursor);
    all.push(...page.data);
    cursor = page.next_cursor;
  }
  return all;
}

async function askPage(id: string, cursor: string): Promise<Page> {
  const query = { limit: kMostOfPage, ...(cursor ? { cursor } : {}) };
  const params = { path: { id }, query };
  const { data } = await settle(api.GET("/v1/simulations/{id}/lines", { params }));
  return data;
}
