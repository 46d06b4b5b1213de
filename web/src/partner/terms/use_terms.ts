import { useMemo } from "react";
import { useAnswer } from "../../api/questions.ts";
import { type CompetencyTerms, termsOf } from "./terms.ts";

export interface Words {
  /** Why the rules are not known. */
  error: Error | null;
  isPending: boolean;
  reload: () => void;
  /** In which amounts without a currency of their own are. */
  currency: string | null;
  competencies: readonly CompetencyTerms[];
  competency: (code: string) => CompetencyTerms | undefined;
  competencyName: (code: string) => string;
  leverName: (code: string) => string;
  typeName: (code: string) => string;
}

/**
 * The programme's own words for its codes; the codes until it is known. `known`: the rules as known
 * then.
 */
export function useTerms(known: { known_at?: number } = {}): Words {
  const { data, error, isPending, refetch } = useAnswer("/v1/programme-rules", {
    ...(known.known_at === undefined ? {} : { params: { query: known } }),
  });
  const rules = data?.data;
  const words = useMemo(() => {
    const terms = rules && termsOf(rules);
    const competency = (code: string) => terms?.competencies.find((one) => one.code === code);
    return {
      currency: rules?.currency ?? null,
      competencies: terms?.competencies ?? [],
      competency,
      competencyName: (code: string) => competency(code)?.name ?? code,
      leverName: (code: string) => terms?.levers.get(code) ?? code,
      typeName: (code: string) => terms?.types.get(code) ?? code,
    };
  }, [rules]);
  return { ...words, error, isPending, reload: () => void refetch() };
}
