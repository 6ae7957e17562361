import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Day } from '@throughline/domain/period';
import { sendProblem } from './problem.ts';
import { day } from './wire/figure.ts';

export { homeArea } from '@throughline/domain/place';

/** A router whose refusals of a question list everything that is wrong with it. */
export function router() {
  return new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return;
      const errors = result.error.issues.map((issue) => ({
        at:
          issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : ''),
        message:
          issue.code === 'unrecognized_keys' ? 'This is not something to ask by' : issue.message,
      }));
      return sendProblem({
        title: 'The request is not understood',
        status: 400,
        detail: errors.map(({ at, message }) => (at ? `${at}: ${message}` : message)).join('. '),
        errors,
      });
    },
  });
}

/** The responses of a route that anyone may read: the answer in JSON, or a problem. */
export function answers<Answer extends z.ZodType>(answer: Answer, description: string) {
  return {
    200: { description, content: { 'application/json': { schema: answer } } },
    400: { description: 'The request is not understood: problem details' },
    404: { description: 'There is no such thing here: problem details' },
  } as const;
}

/** The body of a request or a reply in JSON. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return { content: { 'application/json': { schema } } };
}

/** The responses of a route for people who are signed in. */
export function replies<Answer extends z.ZodType>(answer: Answer, description: string) {
  return {
    200: { description, content: { 'application/json': { schema: answer } } },
    400: { description: 'The request is not understood: problem details' },
    401: { description: 'Nobody is signed in: problem details' },
    403: { description: 'The roles do not allow it: problem details' },
    404: { description: 'There is no such thing here: problem details' },
    409: { description: 'It does not fit what is there: problem details' },
    422: { description: 'Something stands in the way: problem details list it' },
  } as const;
}

/** A question that takes nothing; anything given is refused. */
export const nothing = z.strictObject({});

/** The reading date: a day; a later one means today. */
export const asAt = z.strictObject({ 'as-at': day.optional() });

/** A reading date no later than today. */
export function notAfter(today: Day, asked: Day | undefined): Day | undefined {
  return asked !== undefined && asked > today ? today : asked;
}

/** Words separated by commas, at least one. */
export const commaList = z
  .string()
  .regex(/^[^,]+(,[^,]+)*$/, 'Give one or more, separated by commas')
  .transform((text) => text.split(','));
