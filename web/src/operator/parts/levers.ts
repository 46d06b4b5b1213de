import { useMemo } from "react";
import { useAnswer } from "../../api/questions.ts";
import type { NameOf } from "../../shell/names.ts";

/** A lever as the rules in force call it; the code where they have it no more, or are not known. */
export function useLeverNames(): NameOf {
  const { data } = useAnswer("/v1/programme-rules", {});
  const levers = data?.data.levers;
  return useMemo(() => {
    const names = new Map(levers?.map(({ code, name }) => [code, name]));
    return (code) => names.get(code) ?? code;
  }, [levers]);
}
