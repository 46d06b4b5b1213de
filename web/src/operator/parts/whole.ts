import { useEffect } from "react";
import type { List } from "../../api/questions.ts";

/** Asks for page after page: what is summed here has to be all of it. */
export function useWhole<Row>(list: List<Row>): List<Row> {
  const { hasMore, isLoadingMore, loadMore, error } = list;
  useEffect(() => {
    if (hasMore && !isLoadingMore && error === null) loadMore();
  }, [hasMore, isLoadingMore, loadMore, error]);
  return list;
}
