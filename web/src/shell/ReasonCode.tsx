import { Absent } from "../kit/values.tsx";
import { useReasons } from "./reason_codes.ts";

/** Why something did not count, in words; its code beside them, as the service and files have it. */
export function ReasonCode({ code }: { code: string | null }) {
  const words = useReasons().words(code ?? "");
  if (code === null || code === "") return <Absent />;
  if (words === code) return <code>{code}</code>;
  return (
    <>
      {words} <code className="muted">{code}</code>
    </>
  );
}
