import { createRoute, z } from '@hono/zod-openapi';
import { appendAudit, type Recording } from '@throughline/db';
import { isDay } from '@throughline/domain/period';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { allow } from '../access.ts';
import { toImport } from '../answer/import.ts';
import { router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { readMapping } from '../mapping.ts';
import { type FileToLoad, loadFile } from '../openData.ts';
import { refusal, sendProblem } from '../problem.ts';
import { askingPerson } from '../session.ts';
import { importAnswer } from '../wire/import.ts';

/** The largest open data file of the Department that metrics come from is a tenth of this. */
const largest = 50 * 1024 * 1024;

const post = createRoute({
  middleware: [allow('import'), bodyLimit({ maxSize: largest, onError: tooLarge })] as const,
  method: 'post',
  path: '/imports',
  summary: 'What loading an open data file would change; with `write=yes` it is changed',
  request: {
    query: z.strictObject({
      published: z.string().optional(),
      release: z.string().optional(),
      /** The name of a raw file. */
      name: z.string().optional(),
      write: z.literal('yes').optional(),
    }),
    body: {
      description:
        'The file itself, or a form: file, and optionally mapping, meta, published, release, write',
      content: {
        'text/csv': { schema: { type: 'string' } },
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file'],
            properties: {
              file: { type: 'string', format: 'binary' },
              mapping: { type: 'string', format: 'binary' },
              meta: { type: 'string', format: 'binary' },
              published: { type: 'string', format: 'date' },
              release: { type: 'string' },
              write: { type: 'string', enum: ['yes'] },
            },
          },
        },
      },
    },
  },
  responses: {
    200: {
      description: 'What would change, or what was changed',
      content: { 'application/json': { schema: importAnswer } },
    },
    400: { description: 'The request is not understood: problem details' },
    401: { description: 'Nobody is signed in: problem details' },
    403: { description: 'Only for officers: problem details' },
    413: { description: 'The file is too large: problem details' },
    422: {
      description: 'Something in the file is refused, and nothing was written',
      content: { 'application/json': { schema: importAnswer } },
    },
  },
});

/** Loading open data by file. Only for people who are signed in. */
export function importRoutes({ db, now, today, mappings = [] }: Deps) {
  return router().openapi(post, async (c) => {
    const { write, ...asked } = c.req.valid('query');
    const form = isForm(c) ? await c.req.parseBody() : undefined;
    const published = asked.published ?? textOf(form?.['published']) ?? '';
    const release = (asked.release ?? textOf(form?.['release']) ?? '').trim();
    const problems = askedProblems(published, release, today());
    const mapping = await mappingOf(form?.['mapping']);
    if (mapping && 'problems' in mapping) problems.push(...mapping.problems);
    const file = form ? form['file'] : c.req.raw.body;
    if (!file || typeof file === 'string' || Array.isArray(file)) problems.push('file: Give one');
    if (problems.length > 0 || !isDay(published) || !isContent(file)) {
      throw refusal(400, problems.join('. '));
    }

    const meta = form?.['meta'];
    const loading: FileToLoad = {
      name: file instanceof File ? file.name : (asked.name ?? 'as sent'),
      content: bytesOf(file),
      meta: meta instanceof File && meta.size > 0 ? bytesOf(meta) : undefined,
      release: { name: release, publishedOn: published },
      mapping: mapping && 'mapping' in mapping ? mapping.mapping : undefined,
    };
    const isToBeWritten = write === 'yes' || textOf(form?.['write']) === 'yes';
    const { person } = await askingPerson(c);
    const onRecord: Recording = (tx) =>
      appendAudit(tx, { at: now(), actor: { person }, kind: 'file imported', about: loading.name });
    const loaded = await loadFile(db, loading, mappings, () => isToBeWritten, onRecord);
    return c.json(toImport(loaded), isToBeWritten && !loaded.written ? 422 : 200);
  });
}

function isForm(c: Context): boolean {
  return c.req.header('content-type')?.startsWith('multipart/form-data') ?? false;
}

function askedProblems(published: string, release: string, today: string): string[] {
  const problems: string[] = [];
  if (published === '') {
    problems.push('published: Give the day the file was published, no file carries it');
  } else if (!isDay(published)) {
    problems.push('published: Give a day, such as 2025-11-27');
  } else if (published > today) {
    problems.push('published: The day is still to come');
  }
  if (!/[a-z0-9]/i.test(release)) problems.push('release: Give the release a name');
  return problems;
}

async function mappingOf(field: unknown) {
  if (field instanceof File && field.size > 0) return readMapping(await field.text());
  return textOf(field) ? readMapping(textOf(field) ?? '') : undefined;
}

function textOf(field: unknown): string | undefined {
  return typeof field === 'string' && field !== '' ? field : undefined;
}

function isContent(file: unknown): file is File | ReadableStream<Uint8Array> {
  return file instanceof File || file instanceof ReadableStream;
}

async function* bytesOf(file: File | ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = (file instanceof File ? file.stream() : file).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

function tooLarge(): Response {
  return sendProblem({
    title: 'The file is too large',
    status: 413,
    detail: 'A file may have 50 MB',
  });
}
