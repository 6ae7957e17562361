import { createRoute, z } from '@hono/zod-openapi';
import {
  addAdmission,
  addExclusion,
  addPublicScreen,
  admissionLastsFor,
  admitScreen,
  closePresentation,
  countScreens,
  findAdmitted,
  findByCode,
  findOfScreen,
  findPresentation,
  listAgenda,
  listExclusions,
  listMeetings,
  listMetrics,
  type OpenPresentation,
  openPresentation,
  type RecordedExclusion,
  stepPresentation,
} from '@throughline/db';
import { agendaFigures } from '@throughline/domain/agenda';
import type { Day } from '@throughline/domain/period';
import {
  chairSlide,
  mayConfirm,
  nextSlide,
  opened,
  openingQueue,
  roomSlide,
} from '@throughline/domain/presentation';
import type { Context } from 'hono';
import { allow } from '../access.ts';
import { drawable } from '../answer/slide.ts';
import { answers, json, nothing, replies, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import {
  admittedScreen,
  idleIn,
  publicFiguresOf,
  publicScreen,
  readAhead,
  settingOf,
  slideOf,
} from '../presenting.ts';
import { refusal } from '../problem.ts';
import { readFigures, readPublicFigures } from '../reading.ts';
import { askingPerson } from '../session.ts';
import { hashOf, newCode, newToken } from '../token.ts';
import { day } from '../wire/figure.ts';
import {
  admission,
  exclusionGiven,
  exclusionList,
  openedScreen,
  type PresentationPage,
  presentationPage,
  screenView,
  step,
  type WireCommand,
  type WireExclusion,
  type WireRemote,
} from '../wire/presentation.ts';

const ofMeeting = z.object({ date: day });
const ofCode = z.object({ code: z.string().max(40) });

const read = createRoute({
  method: 'get',
  path: '/presentations/{date}',
  middleware: allow('present'),
  summary: 'The presentation of a meeting as the chair sees it, if it is open',
  request: { params: ofMeeting, query: nothing },
  responses: replies(presentationPage, 'The presentation'),
});

const open = createRoute({
  method: 'post',
  path: '/presentations/{date}',
  middleware: allow('present'),
  summary: 'Opens the presentation of a meeting, with the figures of its agenda in their order',
  request: { params: ofMeeting },
  responses: replies(presentationPage, 'The presentation, also where it was open already'),
});

const act = createRoute({
  method: 'post',
  path: '/presentations/{date}/steps',
  middleware: allow('present'),
  summary: 'Does one thing in the presentation, if it stands where it was last seen',
  request: { params: ofMeeting, body: json(step) },
  responses: replies(presentationPage, 'The presentation after it'),
});

const close = createRoute({
  method: 'delete',
  path: '/presentations/{date}',
  middleware: allow('present'),
  summary: 'Ends the presentation of a meeting; its screens show nothing more',
  request: { params: ofMeeting },
  responses: replies(presentationPage, 'The meeting without a presentation'),
});

const admit = createRoute({
  method: 'post',
  path: '/presentations/{date}/admissions',
  middleware: allow('present', 'private'),
  summary: 'Makes a code that lets one screen into the private part that is on',
  request: { params: ofMeeting },
  responses: replies(admission, 'The code, which works once and for ten minutes'),
});

const listed = createRoute({
  method: 'get',
  path: '/meetings/{date}/exclusions',
  middleware: allow('read'),
  summary: 'What was recorded of excluding press and public from a meeting',
  request: { params: ofMeeting, query: nothing },
  responses: answers(exclusionList, 'The exclusions as they were recorded'),
});

const exclude = createRoute({
  method: 'post',
  path: '/meetings/{date}/exclusions',
  middleware: allow('record decisions'),
  summary: 'Records that press and public are excluded from items; the session stays public',
  request: { params: ofMeeting, body: json(exclusionGiven) },
  responses: replies(exclusionList, 'The exclusions as they are recorded now'),
});

const look = createRoute({
  method: 'get',
  path: '/screens/{code}',
  middleware: allow('read'),
  summary: 'What a screen shows: by its code in public, or by the token it was given',
  request: { params: ofCode, query: nothing },
  responses: answers(screenView, 'What is on the screen'),
});

const enter = createRoute({
  method: 'post',
  path: '/screens/{code}',
  middleware: allow('read'),
  summary: 'Opens a screen by a code and gives it a token of its own',
  request: { params: ofCode },
  responses: answers(openedScreen, 'The screen'),
});

/** Presenting: the chair's remote, the room's screens, and excluding press and public. */
export function presentationRoutes(deps: Deps) {
  const { db, now } = deps;
  return router()
    .openapi(read, async (c) => {
      const { date } = c.req.valid('param');
      await meetingOf(date);
      return c.json(await pageOf(c, date), 200);
    })
    .openapi(open, async (c) => {
      const { date } = c.req.valid('param');
      const { person } = await askingPerson(c);
      await meetingOf(date);
      if ((await findPresentation(db, date, now())) === undefined) {
        const state = opened(await queueOf(date));
        await openPresentation(db, { meeting: date, code: newCode(), state }, by(person));
      }
      return c.json(await pageOf(c, date), 200);
    })
    .openapi(act, async (c) => {
      const { date } = c.req.valid('param');
      const { seen, command } = c.req.valid('json');
      const { person } = await askingPerson(c);
      const found = await opening(date);
      if (command.do === 'add') await refuseUnknown(date, command);
      const done = await stepPresentation(db, { id: found.id, seen, command }, by(person));
      if (done === 'elsewhere') {
        throw refusal(409, 'Somebody else has moved on: this is where it stands now');
      }
      if (done !== 'done') throw refusal(422, done.refused);
      return c.json(await pageOf(c, date), 200);
    })
    .openapi(close, async (c) => {
      const { date } = c.req.valid('param');
      const { person } = await askingPerson(c);
      const found = await opening(date);
      await closePresentation(db, found.id, by(person));
      return c.json(await pageOf(c, date), 200);
    })
    .openapi(admit, async (c) => {
      const { date } = c.req.valid('param');
      const { person } = await askingPerson(c);
      const { id, state } = await opening(date);
      if (state.session.kind === 'public') {
        throw refusal(409, 'The session is public. Confirm that press and public have left first');
      }
      const code = newCode(10);
      const at = now();
      const { part } = state.session;
      await addAdmission(db, { codeHash: hashOf(code), presentation: id, part }, { person, at });
      const until = new Date(at.getTime() + admissionLastsFor).toISOString();
      return c.json({ code, until }, 200);
    })
    .openapi(listed, async (c) => {
      const { date } = c.req.valid('param');
      await meetingOf(date);
      // Recorded beside the record of figures, so nothing kept of that knows when this changes.
      const exclusions = (await listExclusions(db, date)).map(toExclusion);
      return c.json({ exclusions }, 200, { 'Cache-Control': 'no-store' });
    })
    .openapi(exclude, async (c) => {
      const { date } = c.req.valid('param');
      const { items, ground } = c.req.valid('json');
      const { person } = await askingPerson(c);
      await meetingOf(date);
      const agenda = new Set((await listAgenda(db, date)).map(({ position }) => position));
      const unknown = items.find((item) => !agenda.has(item));
      if (unknown !== undefined) throw refusal(404, `The agenda has no item ${unknown}`);
      await addExclusion(db, { meeting: date, items, ground: groundOf(ground) }, by(person));
      return c.json({ exclusions: (await listExclusions(db, date)).map(toExclusion) }, 200);
    })
    .openapi(look, async (c) => {
      const token = tokenOf(c);
      const admitted = token && (await findAdmitted(db, hashOf(token), now()));
      if (admitted) {
        return c.json(await admittedScreen(deps, admitted), 200, { 'Cache-Control': 'no-store' });
      }
      const code = plain(c.req.valid('param').code);
      const found =
        (await findByCode(db, code, now())) ??
        (token && (await findOfScreen(db, hashOf(token), now())));
      if (!found) throw refusal(404, 'No presentation is open by this code');
      return c.json(await publicScreen(deps, found), 200, { 'Cache-Control': 'no-store' });
    })
    .openapi(enter, async (c) => {
      const code = plain(c.req.valid('param').code);
      const token = newToken();
      const screen = { tokenHash: hashOf(token), at: now() };
      const found = await findByCode(db, code, now());
      if (found !== undefined) {
        await addPublicScreen(db, found, screen);
        return c.json({ code: found.code, token }, 200);
      }
      const admitted = await admitScreen(db, { ...screen, codeHash: hashOf(code) });
      if (admitted === undefined) throw refusal(404, 'No presentation is open by this code');
      return c.json({ code: admitted.code, token }, 200);
    });

  function by(person: number) {
    return { person, at: now() };
  }

  async function meetingOf(date: Day) {
    const meeting = (await listMeetings(db)).find((one) => one.date === date);
    if (meeting === undefined) throw refusal(404, `The Board has no meeting on ${date}`);
    return meeting;
  }

  async function opening(date: Day): Promise<OpenPresentation> {
    const found = await findPresentation(db, date, now());
    if (found === undefined) throw refusal(404, `No presentation of ${date} is open`);
    return found;
  }

  async function queueOf(date: Day) {
    const items = await listAgenda(db, date);
    const metrics = await listMetrics(db);
    const told = await readPublicFigures(deps, { meeting: date });
    const all = agendaFigures(items, metrics, told);
    const figures = await readPublicFigures(deps, { metrics: all.map(({ metric }) => metric) });
    return openingQueue(
      items,
      all.map(({ item, metric }) => ({
        item: item?.position,
        metric,
        ...drawable(figures.filter((one) => one.metric === metric)),
      })),
    );
  }

  async function refuseUnknown(
    date: Day,
    { metric: id, breakdown, item }: Extract<WireCommand, { do: 'add' }>,
  ) {
    const metric = (await listMetrics(db)).find((one) => one.id === id);
    if (metric === undefined) throw refusal(404, `There is no metric “${id}”`);
    if (breakdown !== undefined && !metric.breakdowns.some((one) => one.id === breakdown)) {
      throw refusal(404, `${metric.title} is not given by “${breakdown}”`);
    }
    const agenda = await listAgenda(db, date);
    if (item !== undefined && !agenda.some(({ position }) => position === item)) {
      throw refusal(404, `The agenda has no item ${item}`);
    }
  }

  async function pageOf(c: Context, date: Day): Promise<PresentationPage> {
    const { items } = await settingOf(deps, date);
    const exclusions = await listExclusions(db, date);
    const found = await findPresentation(db, date, now());
    return {
      meeting: date,
      items: items.map(({ position, title, part }) => ({ position, title, part })),
      exclusions: exclusions.map(toExclusion),
      open: found && (await remoteOf(c, found, exclusions)),
    };
  }

  /** In public the chair's own window is sent nothing private either: it may be the shared one. */
  async function remoteOf(
    c: Context,
    found: OpenPresentation,
    exclusions: readonly RecordedExclusion[],
  ): Promise<WireRemote> {
    const { state } = found;
    const isPrivate = state.session.kind === 'private';
    const figures = (metric: string) =>
      isPrivate ? readFigures(c, deps, { metrics: [metric] }) : publicFiguresOf(deps, metric);
    const setting = await settingOf(deps, found.meeting);
    const titles = new Map(setting.metrics.map(({ id, title }) => [id, title]));
    const items = new Map(setting.items.map(({ position, title }) => [position, title]));
    const titleOf = (item: number | undefined) => (item === undefined ? '' : items.get(item));
    const view = await publicScreen(deps, found);
    readAhead(deps, found);
    return {
      version: found.version,
      code: found.code,
      session: state.session.kind,
      private_item: state.session.kind === 'private' ? state.session.item : undefined,
      may_confirm: mayConfirm(state, exclusions),
      is_frozen: state.frozen !== undefined,
      at: state.at,
      next: nextSlide(state)?.id,
      queue: state.queue.map(({ id, item, metric, isSkipped }) => ({
        id,
        item,
        item_title: titleOf(item),
        metric,
        title: (metric === undefined ? titleOf(item) : titles.get(metric)) ?? '',
        is_skipped: isSkipped,
      })),
      current: await slideOf(deps, found, chairSlide(state), figures),
      room: isPrivate
        ? {
            ...view,
            admitted: true,
            is_blank: state.isBlank,
            pointer: state.pointer,
            idle_in: idleIn(found, deps.now()),
            slide: await slideOf(deps, found, roomSlide(state), figures),
          }
        : view,
      screens: await countScreens(db, found),
    };
  }
}

function toExclusion({ id, items, ground, recordedAt }: RecordedExclusion): WireExclusion {
  return {
    id,
    items,
    ground:
      ground.kind === 'exempt'
        ? {
            kind: 'exempt',
            paragraphs: ground.paragraphs,
            public_interest: ground.publicInterest,
          }
        : { kind: 'confidential', forbidden_by: ground.forbiddenBy, named: ground.named },
    recorded_at: recordedAt.toISOString(),
  };
}

function groundOf(ground: WireExclusion['ground']): RecordedExclusion['ground'] {
  return ground.kind === 'exempt'
    ? {
        kind: 'exempt',
        paragraphs: ground.paragraphs,
        publicInterest: ground.public_interest,
      }
    : { kind: 'confidential', forbiddenBy: ground.forbidden_by, named: ground.named };
}

/** As it was typed: in any case, with spaces or dashes between. */
function plain(code: string): string {
  return code.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

function tokenOf(c: Context): string | undefined {
  return /^Bearer ([\w-]{20,100})$/.exec(c.req.header('authorization') ?? '')?.[1];
}
