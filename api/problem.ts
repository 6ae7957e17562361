import { isFull, isNoText, isUnavailable } from '@throughline/db';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Logger } from 'pino';

/** The one shape of every error: problem details, RFC 9457. */
export interface Problem {
  title: string;
  status: number;
  detail?: string | undefined;
  /** What is wrong with the question, each at the place it stands. */
  errors?: { at: string; message: string }[] | undefined;
  /** What stands there now, where somebody else changed it. */
  current?: object | undefined;
}

/** A deliberate refusal, in words the reader can act on. */
export function refusal(
  status: ContentfulStatusCode,
  detail: string,
  cause?: unknown,
): HTTPException {
  return new HTTPException(status, { message: detail, cause });
}

/** A refusal that lists everything that stands in the way, or shows what stands there now. */
export function refusalWith(problem: Omit<Problem, 'title'>): HTTPException {
  const res = sendProblem({ title: titleOf(problem.status), ...problem });
  return new HTTPException(problem.status as ContentfulStatusCode, { res });
}

/** Turns whatever a handler threw into a problem. Only deliberate refusals explain themselves. */
export function problemResponse(error: Error, log: Logger): Response {
  if (error instanceof HTTPException) {
    if (error.res) return error.res;
    const { status, message } = error;
    // Why a reply was withheld is for whoever runs it, never for the reader.
    if (error.cause !== undefined) log.error(error.cause);
    return sendProblem({ title: titleOf(status), status, detail: message });
  }
  // A database's text has no room for some characters, such as NUL, wherever they came in.
  if (isNoText(error)) {
    return sendProblem({
      title: titleOf(400),
      status: 400,
      detail: 'There is a character in it that no text has',
    });
  }
  log.error(error);
  if (isFull(error)) {
    return sendUnavailable('Nothing was changed: there is no room left where the record is kept');
  }
  if (isUnavailable(error)) {
    return sendUnavailable('The record cannot be reached. Try again in a moment');
  }
  return sendProblem({ title: titleOf(500), status: 500 });
}

/** The database cannot answer for now. Nothing is broken: the same request may work in a moment. */
function sendUnavailable(detail: string): Response {
  const response = sendProblem({
    title: titleOf(503),
    status: 503,
    detail,
  });
  response.headers.set('Retry-After', '5');
  return response;
}

/** A problem as a response. Never kept by a cache. */
export function sendProblem(problem: Problem): Response {
  return Response.json(problem, {
    status: problem.status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  });
}

function titleOf(status: number): string {
  switch (status) {
    case 400:
      return 'The request is not understood';
    case 401:
      return 'Sign in first';
    case 403:
      return 'This is not allowed';
    case 404:
      return 'There is no such thing here';
    case 409:
      return 'This does not fit what is there';
    case 412:
      return 'Somebody else has changed this';
    case 413:
      return 'This is too large';
    case 415:
      return 'This kind of content is not taken';
    case 422:
      return 'This is not ready';
    case 428:
      return 'Say what you changed it from';
    case 429:
      return 'Too many attempts';
    case 503:
      return 'This cannot be answered now';
    default:
      return 'Something went wrong';
  }
}
