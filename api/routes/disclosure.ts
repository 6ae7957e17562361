import { createRoute } from '@hono/zod-openapi';
import { disclose, malformed } from '@throughline/domain/disclosure/disclose';
import { Undecided } from '@throughline/domain/disclosure/ranges';
import { readQuestion } from '@throughline/domain/disclosure/table';
import { bodyLimit } from 'hono/body-limit';
import { allow } from '../access.ts';
import { router } from '../ask.ts';
import { refusal } from '../problem.ts';
import { disclosureAnswer, disclosureQuestion } from '../wire/disclosure.ts';

/** A table that a person publishes is far smaller. */
const largest = 256 * 1024;

const ask = createRoute({
  middleware: [
    allow('audit disclosure'),
    bodyLimit({
      maxSize: largest,
      onError: () => {
        throw refusal(413, 'The table is larger than any that a person publishes');
      },
    }),
  ] as const,
  method: 'post',
  path: '/',
  summary: 'What may be shown of a table, or whether a pattern of hidden cells is safe',
  responses: {
    200: {
      description: 'The answer; show nothing unless it is safe',
      content: { 'application/json': { schema: disclosureAnswer } },
    },
    422: {
      description: 'The question cannot be asked: the answer with the reasons',
      content: { 'application/json': { schema: disclosureAnswer } },
    },
    503: { description: 'No answer was found in time: show nothing' },
  },
});

/** Disclosure control, for officers and approvers who prepare a table. */
export function disclosureRoutes() {
  const routes = router();
  routes.openAPIRegistry.register('DisclosureQuestion', disclosureQuestion);
  return routes.openapi(ask, async (c) => {
    const reading = readQuestion(await json(c.req.raw));
    if (!reading.ok) return c.json(malformed(reading.reasons), 422);
    try {
      return c.json(disclose(reading.question), 200);
    } catch (error) {
      if (error instanceof Undecided) throw refusal(503, `${error.message} Show nothing.`);
      throw error;
    }
  });
}

async function json(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (error) {
    if (error instanceof SyntaxError) throw refusal(400, 'The question is not JSON');
    throw error;
  }
}
