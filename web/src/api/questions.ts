import {
  keepPreviousData,
  type QueryKey,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { FetchResponse, MaybeOptionalInit } from "openapi-fetch";
import type { HttpMethod, PathsWithMethod } from "openapi-typescript-helpers";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { languageNow } from "../preferences/preferences.ts";
import type { paths } from "./contract.gen.ts";
import { api, idempotencyKey, type Json, type Known, settle, speaker } from "./client.ts";
import { isStale, Unreachable } from "./problem.ts";

export type Address<Method extends HttpMethod> = PathsWithMethod<paths, Method>;
type InitOf<P extends Address<M>, M extends HttpMethod> = MaybeOptionalInit<paths[P], M>;
type Operation<P extends keyof paths, M extends HttpMethod> = M extends keyof paths[P]
  ? paths[P][M] extends Record<string | number, unknown>
    ? paths[P][M]
    : never
  : never;
/** What a success says. */
export type DataOf<P extends keyof paths, M extends HttpMethod = "get"> = NonNullable<
  FetchResponse<Operation<P, M>, object, Json>["data"]
>;
/** A row of a list. */
export type RowOf<P extends Address<"get">> =
  DataOf<P> extends { data: (infer Row)[] } ? Row : never;
/** The parameters of a list, without those that a page has of itself. */
export type QueryOf<P extends Address<"get">> = paths[P] extends {
  get: { parameters: { query?: infer Query } };
}
  ? Omit<NonNullable<Query>, "limit" | "cursor" | "format">
  : never;

// The compiler knows each path on its own; over all of them at once the method is one function.
type Ask = (
  path: string,
  init: unknown,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
const methods = {
  get: api.GET,
  post: api.POST,
  put: api.PUT,
  delete: api.DELETE,
} as unknown as Record<string, Ask>;

export function ask<Data>(method: string, path: string, init: unknown): Promise<Known<Data>> {
  const how = methods[method];
  if (!how) throw new RangeError(`no operation is asked by ${method}`);
  return settle<Data>(how(path, init) as Promise<{ data?: Data; response: Response }>);
}

// An answer in another language is another answer.
export function keyOf(path: string, init: unknown): QueryKey {
  return [path, speaker.tenant, languageNow(), init];
}

/** One thing. `enabled`: not before it is true. */
export function useAnswer<P extends Address<"get">>(
  path: P,
  init: InitOf<P, "get">,
  { enabled = true }: { enabled?: boolean } = {},
) {
  return useQuery<Known<DataOf<P>>>({
    queryKey: keyOf(path, init),
    queryFn: ({ signal }) => ask<DataOf<P>>("get", path, { ...(init as object), signal }),
    enabled,
  });
}

/**
 * What the service makes of something that is sent to it and kept by nobody. Until the next answer
 * is there, the one before stays.
 */
export function usePosted<P extends Address<"post">>(
  path: P,
  init: InitOf<P, "post">,
  { enabled = true }: { enabled?: boolean } = {},
) {
  return useQuery<Known<DataOf<P, "post">>>({
    queryKey: keyOf(path, init),
    queryFn: ({ signal }) => ask<DataOf<P, "post">>("post", path, { ...(init as object), signal }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export interface Page<Row> {
  data: Row[];
  has_more: boolean;
  next_cursor: string | null;
  known_at: number;
}

export interface List<Row> {
  rows: Row[];
  /** Until the first page is there; of a list that is asked for whole, until the last one is. */
  isPending: boolean;
  /** Rows that are shown are those of the question before; see `keepsRows`. */
  isStale: boolean;
  error: Error | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  reload: () => void;
  commit: number | null;
  at: Date | null;
}

interface Paging {
  /** What the address has in braces. */
  path?: Readonly<Record<string, string>>;
  /** Rows of a page, at most 1,000. */
  pageSize?: number;
  enabled?: boolean;
  /**
   * Page after page until there is no more: for what is summed, counted or decided over all. There
   * is no row until all are there.
   */
  whole?: boolean;
  /** While another question is asked, a table shows the rows of the one before, and greys them. */
  keepsRows?: boolean;
}

const kMostOfPage = 1000;

/** The rows of a list, page by page, all as known at the commit of the first one. */
export function useList<P extends Address<"get">>(
  path: P,
  query: QueryOf<P>,
  {
    path: parts,
    whole = false,
    pageSize = whole ? kMostOfPage : 200,
    enabled = true,
    keepsRows = false,
  }: Paging = {},
): List<RowOf<P>> {
  type Row = RowOf<P>;
  const found = useInfiniteQuery({
    queryKey: [...keyOf(path, query), pageSize, ...(parts ? [parts] : [])],
    queryFn: ({ pageParam, signal }) => {
      const page = { limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return ask<Page<Row>>("get", path, {
        params: { query: { ...(query as object), ...page }, ...(parts ? { path: parts } : {}) },
        signal,
      });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.data.has_more ? last.data.next_cursor : undefined),
    ...(keepsRows ? { placeholderData: keepPreviousData } : {}),
    enabled,
  });
  const { data, fetchNextPage, refetch } = found;
  const isPart = whole && found.hasNextPage && found.error === null;
  const isToGoOn = isPart && !found.isFetching && !found.isPlaceholderData;
  useEffect(() => {
    if (isToGoOn) void fetchNextPage();
  }, [isToGoOn, fetchNextPage]);
  // A part of what is asked for whole would be summed as if it were all of it.
  const isShown = !whole || !found.hasNextPage;
  const rows = useMemo(
    () => (isShown ? (data?.pages.flatMap((page) => page.data.data) ?? []) : []),
    [data, isShown],
  );
  const first = data?.pages[0];
  return {
    rows,
    isPending: (found.isPending && enabled) || isPart,
    isStale: found.isPlaceholderData,
    error: found.error,
    hasMore: found.hasNextPage,
    isLoadingMore: found.isFetchingNextPage,
    loadMore: useCallback(() => void fetchNextPage(), [fetchNextPage]),
    reload: useCallback(() => void refetch(), [refetch]),
    commit: first?.commit ?? first?.data.known_at ?? null,
    at: first?.at ?? null,
  };
}

interface Wish<P extends Address<M>, M extends HttpMethod> {
  init: InitOf<P, M>;
  key: string;
}

interface Ends<Data> {
  onDone?: (answer: Known<Data>) => void;
  /** Where no form shows `error`: `sayFault`. */
  onFault?: (error: Error) => void;
}

/**
 * Something to be done. Each wish has an idempotency key of its own, which a repetition after a
 * broken connection sends again, also one by hand, so it is done once. What was read before is read
 * again.
 */
export function useChange<M extends "post" | "put" | "delete", P extends Address<M>>(
  method: M,
  path: P,
  { onDone, onFault }: Ends<DataOf<P, M>> = {},
) {
  const queries = useQueryClient();
  const unanswered = useRef<{ text: string; key: string } | null>(null);
  const wishOf = useCallback((init: InitOf<P, M>): Wish<P, M> => {
    const text = JSON.stringify(init);
    if (unanswered.current?.text !== text) unanswered.current = { text, key: idempotencyKey() };
    return { init, key: unanswered.current.key };
  }, []);
  const change = useMutation<Known<DataOf<P, M>>, Error, Wish<P, M>>({
    mutationFn: ({ init, key }) => {
      const given = (init ?? {}) as { headers?: Record<string, string> };
      const headers = {
        ...given.headers,
        ...(method === "post" ? { "idempotency-key": key } : {}),
      };
      return ask<DataOf<P, M>>(method, path, { ...given, headers });
    },
    retry: (failures, error) => error instanceof Unreachable && failures < 3,
    onSuccess: async (answer) => {
      unanswered.current = null;
      await queries.invalidateQueries();
      onDone?.(answer);
    },
    // What was to be changed has changed meanwhile: the next wish is of what is there now.
    onError: async (error) => {
      if (!(error instanceof Unreachable)) unanswered.current = null;
      if (isStale(error)) await queries.invalidateQueries();
      onFault?.(error);
    },
  });
  const { mutate, mutateAsync } = change;
  return {
    run: useCallback((init: InitOf<P, M>) => mutate(wishOf(init)), [mutate, wishOf]),
    runAndWait: useCallback(
      (init: InitOf<P, M>) => mutateAsync(wishOf(init)),
      [mutateAsync, wishOf],
    ),
    isRunning: change.isPending,
    error: change.error,
    answer: change.data,
    reset: change.reset,
  };
}
