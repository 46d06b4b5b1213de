import type { components } from "./contract.gen.ts";

export type ProblemBody = components["schemas"]["Problem"];
export type FieldError = NonNullable<ProblemBody["errors"]>[number];

/** What the service answers when it does not do what it was asked (RFC 9457), as an exception. */
export class Problem extends Error {
  readonly body: ProblemBody;
  constructor(body: ProblemBody) {
    super(`${body.code}: ${body.detail}`);
    this.name = "Problem";
    this.body = body;
  }
  get status(): number {
    return this.body.status;
  }
  get code(): string {
    return this.body.code;
  }
  /** What is wrong with a member of the body that was sent: of "name" or of "/name". */
  of(field: string): FieldError | undefined {
    return this.body.errors?.find((one) => one.pointer.replace(/^\//, "") === field);
  }
}

/** The service did not answer at all. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super("the service does not answer", { cause });
    this.name = "Unreachable";
  }
}

export function isForbidden(error: unknown): boolean {
  return error instanceof Problem && error.status === 403;
}
/** Somebody was faster: it is not any more what the wish was made of. */
export function isStale(error: unknown): boolean {
  return error instanceof Problem && (error.status === 412 || error.code === "REVISION_CONFLICT");
}
export function isUnknownCaller(error: unknown): boolean {
  return error instanceof Problem && error.status === 401;
}

/** A problem of any answer, of one that has no such body too. */
export function problemOf(body: unknown, response: Response): Problem {
  const told = body as Partial<ProblemBody> | undefined;
  return new Problem({
    type: told?.type ?? "about:blank",
    title: told?.title ?? response.statusText,
    status: told?.status ?? response.status,
    detail: told?.detail ?? "",
    instance: told?.instance ?? "",
    code: told?.code ?? `http_${response.status}`,
    request_id: told?.request_id ?? response.headers.get("request-id") ?? "",
    fix: told?.fix ?? "",
    ...(told?.errors ? { errors: told.errors } : {}),
  });
}
