import { isOnPrimary, onPrimary, publicState } from '@throughline/db';
import { Hono } from 'hono';
import { allow, rulesOf } from './access.ts';
import { router } from './ask.ts';
import { boundedBody } from './bodySize.ts';
import type { Deps } from './deps.ts';
import { createEvents } from './events.ts';
import { securityHeaders } from './headers.ts';
import { answersInTime } from './inTime.ts';
import type { Meters } from './meters.ts';
import { problemResponse, sendProblem } from './problem.ts';
import { publicly } from './publicly.ts';
import { createReady } from './ready.ts';
import { areaRoutes } from './routes/areas.ts';
import { auditRoutes } from './routes/audit.ts';
import { briefRoutes } from './routes/briefs.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { decisionRoutes } from './routes/decisions.ts';
import { disclosureRoutes } from './routes/disclosure.ts';
import { documentRoutes } from './routes/documents.ts';
import { enteringRoutes } from './routes/entering.ts';
import { eventRoutes } from './routes/events.ts';
import { figureRoutes } from './routes/figures.ts';
import { followingRoutes } from './routes/following.ts';
import { healthRoutes } from './routes/health.ts';
import { importRoutes } from './routes/imports.ts';
import { meetingRoutes } from './routes/meetings.ts';
import { metricRoutes } from './routes/metrics.ts';
import { noteRoutes } from './routes/notes.ts';
import { type PageSettings, pageRoutes, type Render } from './routes/pages.ts';
import { paperRoutes } from './routes/papers.ts';
import { peopleRoutes } from './routes/people.ts';
import { pictureRoutes } from './routes/picture.ts';
import { presentationRoutes } from './routes/presentations.ts';
import { proposalRoutes } from './routes/proposals.ts';
import { publishingRoutes } from './routes/publishing.ts';
import { rebaseRoutes } from './routes/rebases.ts';
import { requestRoutes } from './routes/requests.ts';
import { returnRoutes } from './routes/returns.ts';
import { securityTextRoutes } from './routes/securityText.ts';
import { seriesRoutes } from './routes/series.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { signInRoutes } from './routes/signIn.ts';
import { workProgrammeRoutes } from './routes/workProgramme.ts';
import { sameOrigin } from './sameOrigin.ts';
import { sessions } from './session.ts';

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
export function createApp(deps: Deps, pages?: Pages, meters?: Meters) {
  const { db, log, today } = deps;
  const ready = createReady({
    version: () => onPrimary(async () => `${await publicState(db, deps.now())} ${today()}`),
    trustedFor: pages ? trustedFor : 0,
    now: () => performance.now(),
    isAlone: deps.isEmbedded ?? false,
  });

  const events = createEvents({ db, log, now: deps.now, recordChanged: ready.askAgain });

  const v1 = router()
    .route('/metrics', metricRoutes(deps))
    .route('/metrics', seriesRoutes(deps))
    .route('/metrics', rebaseRoutes(deps))
    .route('/', figureRoutes(deps))
    .route('/areas', areaRoutes(deps))
    .route('/picture', pictureRoutes(deps))
    .route('/', followingRoutes(deps))
    .route('/meetings', meetingRoutes(deps))
    .route('/meetings', briefRoutes(deps))
    .route('/requests', requestRoutes(deps))
    .route('/decisions', decisionRoutes(deps))
    .route('/work-programme', workProgrammeRoutes(deps))
    .route('/events', eventRoutes(deps, events))
    .route('/', documentRoutes(deps))
    .route('/disclosure', disclosureRoutes())
    .route('/', importRoutes(deps))
    .route('/returns', returnRoutes(deps))
    .route(
      '/returns',
      enteringRoutes(deps, { kind: 'quarter', enter: 'enter return', sending: 'submit return' }),
    )
    .route('/corrections', correctionRoutes(deps))
    .route(
      '/corrections',
      enteringRoutes(deps, { kind: 'correction', enter: 'correct', sending: 'correct' }),
    )
    .route('/papers', paperRoutes(deps))
    .route(
      '/papers',
      enteringRoutes(deps, { kind: 'paper', enter: 'add papers', sending: 'add papers' }),
    )
    .route('/proposals', proposalRoutes(deps))
    .route('/', publishingRoutes(deps, ready.forgotten))
    .route('/', signInRoutes(deps))
    .route('/sessions', sessionRoutes(deps))
    .route('/people', peopleRoutes(deps))
    .route('/', noteRoutes(deps))
    .route('/', presentationRoutes(deps))
    .route('/', auditRoutes(deps));
  v1.get('/openapi.json', allow('read'));
  v1.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Throughline',
      version: '1',
      description: 'The figures of the Education and Children’s Services Scrutiny Board.',
    },
    servers: [{ url: '/api/v1' }],
  });

  const fromMemory = ready.middleware();
  const again = (request: Request, env: object): Response | Promise<Response> =>
    app.fetch(request, env);
  const app: Hono = new Hono()
    .use(meters?.middleware() ?? ((_, next) => next()))
    .use(async (c, next) => {
      await next();
      for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value);
    })
    .route('/', healthRoutes(deps))
    .route('/', securityTextRoutes(deps))
    .use(answersInTime())
    // What is asked again, because a standby failed, is already being made ready.
    .use((c, next) => (isOnPrimary() ? next() : fromMemory(c, next)))
    .use(publicly(deps.readPublicly ?? ((read) => read()), again))
    .use(sessions(db, deps.now))
    .use(sameOrigin(deps.signIn.publicUrl))
    .use(boundedBody())
    .route('/api/v1', v1)
    .all('/api/:rest{.+}', allow('read'), (c) => sendNotFound(c.req.path))
    .onError((error) => problemResponse(error, log))
    .notFound((c) => sendNotFound(c.req.path));

  if (pages) {
    app.route(
      '/',
      pageRoutes({
        ...pages,
        fetch: async (path, cookie) => app.request(path, cookie ? { headers: { cookie } } : {}),
      }),
    );
  }
  return { app, serve: ready.serve, events, rules: rulesOf(app.routes) };
}

function sendNotFound(path: string): Response {
  return sendProblem({
    title: 'There is no such thing here',
    status: 404,
    detail: `Nothing is at ${path}. The API is described at /api/v1/openapi.json`,
  });
}
