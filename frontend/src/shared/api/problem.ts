/** One field that the server refused; `path` is dotted as in the form ("measures.0.title"). */
export interface FieldProblem {
  path: string;
  code: string;
  detail: string;
}

interface ProblemBody {
  status?: unknown;
  code?: unknown;
  detail?: unknown;
  traceId?: unknown;
  errors?: unknown;
}

/** Codes made here, for what no server answered. */
export const OFFLINE = 'NETWORK';
export const UNREADABLE = 'UNREADABLE';

/** A refusal from the API (RFC 9457): stable `code`, readable `detail` in the language of the page. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: readonly FieldProblem[] = [],
    readonly traceId: string | null = null,
  ) {
    // The message says only the code: it may end up in a console or a log.
    super(`${status} ${code}`);
  }

  get offline(): boolean {
    return this.code === OFFLINE;
  }

  /** Nothing there, or nothing this person may know about: the API does not tell which. */
  get notThere(): boolean {
    return this.status === 404;
  }

  get notAllowed(): boolean {
    return this.status === 403;
  }

  /** Somebody else has changed it since it was opened. */
  get stale(): boolean {
    return this.status === 412;
  }
}

const textOr = (value: unknown, other: string) => (typeof value === 'string' ? value : other);

/** "/measures/0/title", "#/measures/0/title" and "?page" to a dotted path. */
function pathOf(pointer: string): string {
  const parts = pointer.replace(/^[#?]*\/?/, '').split('/');
  return parts.map((p) => p.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
}

function fieldsOf(errors: unknown): FieldProblem[] {
  if (!Array.isArray(errors)) return [];
  return errors.map((e: { pointer?: unknown; code?: unknown; detail?: unknown }) => ({
    path: pathOf(textOr(e.pointer, '')),
    code: textOr(e.code, ''),
    detail: textOr(e.detail, ''),
  }));
}

/** Whatever a call threw, as one type. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem(0, UNREADABLE, '');
}

export function problemFrom(status: number, body: unknown): ApiProblem {
  if (typeof body !== 'object' || body === null) return new ApiProblem(status, UNREADABLE, '');
  const { code, detail, traceId, errors } = body as ProblemBody;
  const trace = typeof traceId === 'string' && traceId ? traceId : null;
  return new ApiProblem(status, textOr(code, UNREADABLE), textOr(detail, ''), fieldsOf(errors), trace);
}
