import {
  atMoment,
  type Command,
  chairSlide,
  follow,
  idleAfter,
  opened,
  openingQueue,
  type Presentation,
  placeOf,
  roomSlide,
} from '@throughline/domain/presentation';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const items = [
  { position: 6, part: 1 },
  { position: 7, part: 1 },
  { position: 10, part: 2 },
];
const queue = openingQueue(items, [
  { item: 6, metric: 'vacancies', breakdown: undefined, compares: true },
  { item: 6, metric: 'apprentices', breakdown: undefined, compares: false },
  { item: 7, metric: 'homes', breakdown: undefined, compares: true },
  { item: undefined, metric: 'other', breakdown: 'role', compares: true },
]);
const resolved = [{ items: [10] }];

test('the queue follows the agenda, and names an item taken in private', () => {
  expect(queue.map(({ item, metric, isSkipped }) => [item, metric, isSkipped])).toEqual([
    [6, 'vacancies', false],
    [6, 'apprentices', true],
    [7, 'homes', false],
    [10, undefined, false],
    [undefined, 'other', false],
  ]);
});

test('of figures that were all reported once none waits', () => {
  const once = { item: 6, breakdown: undefined, compares: false };
  const all = openingQueue(items, [
    { ...once, metric: 'a' },
    { ...once, metric: 'b' },
  ]);
  expect(all.some(({ isSkipped }) => isSkipped)).toBe(false);
});

test('next and previous pass over what is skipped, and stay at the ends', () => {
  expect(chairSlide(after('next'))?.metric).toBe('homes');
  expect(chairSlide(after('next', 'previous', 'previous'))?.metric).toBe('vacancies');
  expect(chairSlide(after('next', 'next', 'next', 'next', 'next'))?.metric).toBe('other');
});

test('a place is counted among what is shown', () => {
  const state = after('next');
  expect(placeOf(state, chairSlide(state) ?? slideAt(0))).toEqual({ place: 2, of: 4 });
});

test('a frozen room keeps its figure while the chair looks on', () => {
  const state = done(after('next'), { do: 'freeze', on: true }, { do: 'next' });
  expect(roomSlide(state)?.metric).toBe('homes');
  expect(chairSlide(state)?.item).toBe(10);
  expect(roomSlide(done(state, { do: 'freeze', on: false }))?.item).toBe(10);
});

test('a figure that is added comes next, under the item that is on', () => {
  const state = done(opened(queue), { do: 'add', id: 'n1', metric: 'agency' }, { do: 'next' });
  expect(chairSlide(state)).toMatchObject({ metric: 'agency', item: 6 });
});

test('a figure moves one place at a time, and not beyond the ends', () => {
  const up = done(opened(queue), { do: 'move', slide: 's3', by: -1 });
  expect(up.queue.map(({ id }) => id)).toEqual(['s1', 's3', 's2', 's4', 's5']);
  expect(done(up, { do: 'move', slide: 's1', by: -1 })).toEqual(up);
});

test('the session is private only when it is confirmed at an item that the Board excluded', () => {
  const atItem = after('next', 'next');
  expect(atItem.session.kind).toBe('public');
  expect(follow(atItem, { do: 'confirm private' }, [])).toHaveProperty('refused');
  expect(follow(after('next'), { do: 'confirm private' }, resolved)).toHaveProperty('refused');
  expect(done(atItem, { do: 'confirm private' }).session).toEqual({
    kind: 'private',
    item: 10,
    part: 1,
  });
});

test('a resolution that was made early leaves the session public while business goes on', () => {
  for (const state of [opened(queue), after('next'), after('next', 'next')]) {
    expect(follow(state, { do: 'refresh' }, resolved)).toMatchObject({
      session: { kind: 'public' },
    });
  }
});

test('leaving the item ends the private part, and the room blanks before anything is shown', () => {
  const inPrivate = done(
    after('next', 'next'),
    { do: 'confirm private' },
    { do: 'add', id: 'n1', metric: 'homes' },
    { do: 'next' },
    { do: 'freeze', on: true },
    { do: 'point', at: { period: '2024-09' } },
  );
  expect(inPrivate.session.kind).toBe('private');
  const out = done(inPrivate, { do: 'next' });
  expect(out).toMatchObject({ session: { kind: 'public' }, isBlank: true });
  expect(out.frozen).toBeUndefined();
  expect(out.pointer).toBeUndefined();
  expect(roomSlide(out)).toBeUndefined();
});

test('each private part is another one, into which a screen must be let again', () => {
  const twice = done(
    after('next', 'next'),
    { do: 'confirm private' },
    { do: 'return to public' },
    { do: 'confirm private' },
  );
  expect(twice.session).toMatchObject({ part: 2 });
});

test('after fifteen idle minutes the screen is blank and the session public', () => {
  const state = done(after('next', 'next'), { do: 'confirm private' });
  const acted = new Date('2024-11-28T10:00:00Z');
  const at = (ms: number) => atMoment(state, acted, new Date(acted.getTime() + ms));
  expect(at(idleAfter - 1)).toEqual(state);
  expect(at(idleAfter)).toMatchObject({ session: { kind: 'public' }, isBlank: true });
});

const ids = fc.constantFrom('s1', 's2', 's3', 's4', 's5', 'none');
const command = fc.oneof(
  fc.constantFrom<Command>(
    { do: 'next' },
    { do: 'previous' },
    { do: 'confirm private' },
    { do: 'return to public' },
    { do: 'refresh' },
    { do: 'point' },
    { do: 'point', at: { period: '2024-09' } },
    { do: 'add', id: 'n1', metric: 'homes' },
    { do: 'add', id: 'n2', metric: 'homes', item: 10 },
  ),
  ids.map((slide): Command => ({ do: 'go', slide })),
  fc
    .tuple(ids, fc.constantFrom<-1 | 1>(-1, 1))
    .map(([slide, by]): Command => ({ do: 'move', slide, by })),
  fc.tuple(ids, fc.boolean()).map(([slide, skip]): Command => ({ do: 'skip', slide, skip })),
  fc
    .tuple(fc.constantFrom('blank', 'freeze', 'larger', 'zoom'), fc.boolean())
    .map(([what, on]): Command => ({ do: what, on }) as Command),
);

test('whatever is done, what is private is on only at its item, and leaving it blanks the room', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
      let state = opened(queue);
      for (const one of commands) {
        const next = follow(state, one, resolved);
        if ('refused' in next) continue;
        if (next.session.kind === 'private') {
          expect(chairSlide(next)?.item).toBe(next.session.item);
          expect(next.session.item).toBe(10);
          if (state.session.kind === 'public') expect(one.do).toBe('confirm private');
        }
        if (state.session.kind === 'private' && next.session.kind === 'public') {
          expect(roomSlide(next)).toBeUndefined();
        }
        expect(new Set(next.queue.map(({ id }) => id)).size).toBe(next.queue.length);
        expect(chairSlide(next)).toBeDefined();
        state = next;
      }
    }),
    { seed: 20241128, numRuns: 500 },
  );
});

function after(...steps: ('next' | 'previous')[]): Presentation {
  return done(opened(queue), ...steps.map((step): Command => ({ do: step })));
}

function done(state: Presentation, ...commands: Command[]): Presentation {
  return commands.reduce((before, one) => {
    const next = follow(before, one, resolved);
    if ('refused' in next) throw new Error(next.refused);
    return next;
  }, state);
}

function slideAt(index: number) {
  const slide = queue[index];
  if (slide === undefined) throw new Error('There is no such slide');
  return slide;
}
