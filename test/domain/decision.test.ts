import { checkDecision, type Decision, type DecisionPlace } from '@throughline/domain/decision';
import { expect, test } from 'vitest';

const place: DecisionPlace = {
  meetings: [
    { date: '2024-10-17', state: 'held' },
    { date: '2024-11-28', state: 'held' },
    { date: '2025-01-16', state: 'planned' },
  ],
  documents: new Set(['workforce-note-2024-11-28']),
  metrics: new Set(['staff-sickness']),
  today: '2024-12-02',
};

const asked = {
  kind: 'request' as const,
  meeting: '2024-10-17' as const,
  minute: '45',
  ordinal: 5,
  text: 'Staff sickness levels.',
  metrics: ['staff-sickness'],
};

function wrong(decision: Decision): string[] {
  return checkDecision(decision, place).map(({ at }) => at);
}

test('what a meeting that was held asked for can be recorded', () => {
  expect(wrong({ ...asked, dueMeeting: '2024-11-28' })).toEqual([]);
});

test('nothing is recorded of a meeting that was not held or that there is not', () => {
  expect(wrong({ ...asked, meeting: '2025-01-16' })).toEqual(['meeting']);
  expect(wrong({ ...asked, meeting: '2024-01-01' })).toEqual(['meeting']);
});

test('a request is due at a later meeting that there is', () => {
  expect(wrong({ ...asked, dueMeeting: '2024-10-17' })).toEqual(['due_meeting']);
  expect(wrong({ ...asked, dueMeeting: '2024-12-01' })).toEqual(['due_meeting']);
});

test('a request closes with an answer in words or a reason, never without', () => {
  const closed = {
    how: 'answered' as const,
    text: 'They are 9 days.',
    meeting: '2024-11-28' as const,
  };
  expect(wrong({ ...asked, closed })).toEqual([]);
  expect(wrong({ ...asked, closed: { ...closed, text: ' ' } })).toEqual(['answer.text']);
  const withdrawn = { how: 'withdrawn' as const, on: '2024-12-02' as const, reason: 'Overtaken.' };
  expect(wrong({ ...asked, closed: withdrawn })).toEqual([]);
  expect(wrong({ ...asked, closed: { ...withdrawn, reason: '' } })).toEqual(['reason']);
});

test('nothing becomes of a decision before it was made, nor is it withdrawn tomorrow', () => {
  const early = { how: 'answered' as const, text: 'Yes.', meeting: '2024-10-17' as const };
  expect(wrong({ ...asked, meeting: '2024-11-28', closed: early })).toEqual(['answer.meeting']);
  const planned = { ...early, meeting: '2025-01-16' as const };
  expect(wrong({ ...asked, closed: planned })).toEqual(['answer.meeting']);
  const tomorrow = { how: 'withdrawn' as const, on: '2024-12-03' as const, reason: 'Overtaken.' };
  expect(wrong({ ...asked, closed: tomorrow })).toEqual(['on']);
});

test('a paper is named with the place in it, and both are known', () => {
  const resolved = { ...asked, kind: 'resolution' as const };
  const outcome = { text: 'It was considered.', document: 'workforce-note-2024-11-28' };
  expect(wrong({ ...resolved, outcome })).toEqual(['outcome.locator']);
  expect(wrong({ ...resolved, outcome: { ...outcome, locator: 'paragraph 7.1' } })).toEqual([]);
  const unknown = { ...outcome, document: 'no-such-paper', locator: 'paragraph 1' };
  expect(wrong({ ...resolved, outcome: unknown })).toEqual(['outcome.document']);
  expect(wrong({ ...resolved, metrics: ['no-such-metric'] })).toEqual(['metrics']);
});
