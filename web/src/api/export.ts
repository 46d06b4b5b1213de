import { once } from "./act.ts";
import { api, download, settle } from "./client.ts";
import type { components } from "./contract.gen.ts";

export type Manifest = components["schemas"]["Manifest"];
export type ExportFormat = components["schemas"]["ExportFormat"];

/** The file of an export that was made, into the browser's downloads. */
function fetchExport({ id, list, format }: Pick<Manifest, "id" | "list" | "format">) {
  return download(`/v1/exports/${encodeURIComponent(id)}/file`, `${list}.${format}`);
}

/** Has a whole list made into a file, saves it, and tells its rows and hash. */
export async function exportFile(
  list: string,
  format: ExportFormat,
  filters: readonly { name: string; value: string }[] = [],
): Promise<Manifest> {
  const body = { list, format, ...(filters.length > 0 ? { filters: [...filters] } : {}) };
  const { data } = await once((key) =>
    settle(api.POST("/v1/exports", { body, headers: { "idempotency-key": key } })),
  );
  await fetchExport(data);
  return data;
}
