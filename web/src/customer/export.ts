import type { components } from "../api/contract.gen.ts";
import { api, download, settle } from "../api/client.ts";
import { once } from "../api/act.ts";

export type Manifest = components["schemas"]["Manifest"];
type Format = components["schemas"]["ExportFormat"];

/** Has a whole list made into a file, saves it, and tells its rows and hash. */
export async function exportFile(
  list: string,
  format: Format,
  filters: readonly { name: string; value: string }[] = [],
): Promise<Manifest> {
  const body = { list, format, ...(filters.length > 0 ? { filters: [...filters] } : {}) };
  const { data } = await once((key) =>
    settle(api.POST("/v1/exports", { body, headers: { "idempotency-key": key } })),
  );
  await download(`/v1/exports/${encodeURIComponent(data.id)}/file`, `${list}.${format}`);
  return data;
}
