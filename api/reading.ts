import {
  type AdmittedPresentation,
  appendAudit,
  type FigureFilter,
  type ListedFigure,
  publicSight,
  type ReadRecord,
  readNewest,
  readRecord,
  type Sight,
} from '@throughline/db';
import { may } from '@throughline/domain/access';
import type { Context } from 'hono';
import type { Deps } from './deps.ts';
import { disclosed } from './disclosed.ts';
import { asking } from './session.ts';

type Clocked = Pick<Deps, 'db' | 'now' | 'hide'>;

/** What whoever asks may be shown, at this moment. */
export async function sightOf(c: Context, { now }: Pick<Deps, 'now'>): Promise<Sight> {
  return { now: now(), private: may(await asking(c), 'read', 'private') };
}

/** What is asked for, of each series only the newest figure if that is asked. */
type Wanted = FigureFilter & { newest?: boolean };

/** Figures for whoever asks. That somebody was shown private ones goes on record. */
export async function readFigures(
  c: Context,
  deps: Clocked,
  wanted: Wanted,
): Promise<ListedFigure[]> {
  return (await readFor(c, deps, wanted)).figures;
}

/** Figures as `readFigures` gives them, with the state of the record that they were read in. */
export async function readFor(
  c: Context,
  { db, now, hide }: Clocked,
  { newest = false, ...filter }: Wanted,
): Promise<ReadRecord> {
  const sight = await sightOf(c, { now });
  const record = await (newest ? readNewest : readRecord)(db, filter, sight);
  const figures = await disclosed({ db, hide }, record, sight);
  await noteSeen(c, { db, now }, figures);
  return { ...record, figures };
}

/** Puts on record that somebody was shown private figures, if any of these are: once a request. */
export async function noteSeen(
  c: Context,
  { db, now }: Pick<Deps, 'db' | 'now'>,
  figures: readonly ListedFigure[],
): Promise<void> {
  const seen = figures.filter((figure) => figure.private).length;
  const reader = await asking(c);
  if (seen > 0 && reader.kind === 'person' && !onRecord.has(c.req.raw)) {
    onRecord.add(c.req.raw);
    const { pathname, search } = new URL(c.req.url);
    await appendAudit(db, {
      at: now(),
      actor: { person: reader.person },
      kind: 'private figures read',
      about: `${pathname}${search}`.slice(0, 1000),
    });
  }
}

/** Figures as anybody is shown them, whoever asks: for what is the same for all who follow it. */
export async function readPublicFigures(
  { db, now, hide }: Clocked,
  filter: FigureFilter,
): Promise<ListedFigure[]> {
  const sight = publicSight(now());
  return disclosed({ db, hide }, await readRecord(db, filter, sight), sight);
}

/**
 * Figures for a screen that was let into a private part: whoever asks is not signed in, and has no
 * more right than the screen. That it was shown private ones goes on record.
 */
export async function readAdmittedFigures(
  admitted: AdmittedPresentation,
  { db, now, hide }: Clocked,
  filter: FigureFilter,
): Promise<ListedFigure[]> {
  const sight = { now: now(), private: true };
  const figures = await disclosed({ db, hide }, await readRecord(db, filter, sight), sight);
  if (figures.some((figure) => figure.private)) {
    await appendAudit(db, {
      at: now(),
      actor: 'nobody',
      kind: 'private figures read',
      about: `meeting ${admitted.meeting}`,
      detail: {
        screen: admitted.screen,
        part: admitted.admittedTo,
        metrics: [...(filter.metrics ?? [])],
      },
    });
  }
  return figures;
}

const onRecord = new WeakSet<Request>();
