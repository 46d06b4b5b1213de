import { download } from "../../api/client.ts";
import { say } from "../../kit/Toast.tsx";

/** A statement on paper or its lines, as a file; what goes wrong is said in a notice. */
export function downloadPaper(id: string, format: "pdf" | "csv"): void {
  const name = `${id}.${format}`;
  download(`/v1/statements/${encodeURIComponent(id)}/${format}`, name).then(
    () => say(name),
    (error: Error) => say(error.message),
  );
}
