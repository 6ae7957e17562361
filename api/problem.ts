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
}

/** A deliberate refusal, in words the reader can act on. */
export function refusal(status: ContentfulStatusCode, detail: string): HTTPException {
  return new HTTPException(status, { message: detail });
}

/** Turns whatever a handler threw into a problem. Only deliberate refusals explain themselves. */
export function problemResponse(error: Error, log: Logger): Response {
  if (error instanceof HTTPException) {
    const { status, message } = error;
    return sendProblem({ title: titleOf(status), status, detail: message });
  }
  log.error(error);
  return sendProblem({ title: titleOf(500), status: 500 });
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
    case 403:
      return 'This is not allowed';
    case 404:
      return 'There is no such thing here';
    case 503:
      return 'This cannot be answered now';
    default:
      return 'Something went wrong';
  }
}
