import { dataVersion } from '@throughline/db';
import { Hono } from 'hono';
import { router } from './ask.ts';
import type { Deps } from './deps.ts';
import { securityHeaders } from './headers.ts';
import { problemResponse, sendProblem } from './problem.ts';
import { createReady } from './ready.ts';
import { documentRoutes } from './routes/documents.ts';
import { figureRoutes } from './routes/figures.ts';
import { healthRoutes } from './routes/health.ts';
import { meetingRoutes } from './routes/meetings.ts';
import { metricRoutes } from './routes/metrics.ts';
import { type PageSettings, pageRoutes, type Render } from './routes/pages.ts';
import { pictureRoutes } from './routes/picture.ts';
import { requestRoutes } from './routes/requests.ts';

export type { Deps } from './deps.ts';

/** The pages, where they are served: how they are rendered and where their files are. */
export interface Pages {
  render: Render;
  settings: PageSettings;
  assets: string;
}

/** How long a version of the data is trusted before the database is asked again. */
const trustedFor = 1000;

/** The whole product as one application, with `serve`, its short way for what is ready in memory. */
export function createApp(deps: Deps, pages?: Pages) {
  const { db, log, today } = deps;
  const ready = createReady({
    version: async () => `${await dataVersion(db)} ${today()}`,
    trustedFor: pages ? trustedFor : 0,
    now: () => performance.now(),
  });

  const v1 = router()
    .route('/metrics', metricRoutes(deps))
    .route('/', figureRoutes(deps))
    .route('/picture', pictureRoutes(deps))
    .route('/meetings', meetingRoutes(deps))
    .route('/requests', requestRoutes(deps))
    .route('/', documentRoutes(deps));
  v1.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Throughline',
      version: '1',
      description: 'The figures of the Education and Children’s Services Scrutiny Board.',
    },
    servers: [{ url: '/api/v1' }],
  });

  const app = new Hono()
    .use(async (c, next) => {
      await next();
      for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value);
    })
    .route('/', healthRoutes(deps))
    .use(ready.middleware())
    .route('/api/v1', v1)
    .all('/api/*', (c) => sendNotFound(c.req.path))
    .onError((error) => problemResponse(error, log))
    .notFound((c) => sendNotFound(c.req.path));

  if (pages) {
    app.route('/', pageRoutes({ ...pages, fetch: async (path) => app.request(path) }));
  }
  return { app, serve: ready.serve };
}

function sendNotFound(path: string): Response {
  return sendProblem({
    title: 'There is no such thing here',
    status: 404,
    detail: `Nothing is at ${path}. The API is described at /api/v1/openapi.json`,
  });
}
