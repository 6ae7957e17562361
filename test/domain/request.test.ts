import type { Day } from '@throughline/domain/period';
import { meetingsSince, requestState } from '@throughline/domain/request';
import { expect, test } from 'vitest';

const asked = { meeting: '2024-10-17' } as const;
const held: Day[] = ['2024-07-18', '2024-10-17', '2024-11-28', '2025-01-16'];

test('a request without an answer is open, however long ago it was', () => {
  expect(requestState(asked, held, '2024-10-17')).toBe('open');
  expect(requestState(asked, held, '2030-01-01')).toBe('open');
});

test('a request is overdue only when the meeting it was asked for is held without it', () => {
  const due = { ...asked, dueMeeting: '2024-11-28' } as const;

  expect(requestState(due, held, '2024-11-27')).toBe('open');
  expect(requestState(due, held, '2024-11-28')).toBe('overdue');
});

test('of a meeting that was cancelled, or whose papers are not held, nothing is called overdue', () => {
  const due = { ...asked, dueMeeting: '2025-03-13' } as const;

  expect(requestState(due, held, '2026-01-01')).toBe('open');
});

test('an answer counts from the meeting it was given to, not before', () => {
  const answered = { ...asked, dueMeeting: '2024-11-28', answerMeeting: '2025-01-16' } as const;

  expect(requestState(answered, held, '2024-11-28')).toBe('overdue');
  expect(requestState(answered, held, '2025-01-15')).toBe('overdue');
  expect(requestState(answered, held, '2025-01-16')).toBe('answered');
});

test('an answer to the meeting it was asked for was never late', () => {
  const answered = { ...asked, dueMeeting: '2024-11-28', answerMeeting: '2024-11-28' } as const;

  expect(requestState(answered, held, '2024-11-28')).toBe('answered');
});

test('a request that was withdrawn is neither open nor overdue from that day', () => {
  const withdrawn = { ...asked, dueMeeting: '2024-11-28', withdrawnOn: '2024-12-01' } as const;

  expect(requestState(withdrawn, held, '2024-11-30')).toBe('overdue');
  expect(requestState(withdrawn, held, '2024-12-01')).toBe('withdrawn');
});

test('a request ages by the meetings held since, not by its own', () => {
  expect(meetingsSince(asked, held, '2024-10-17')).toBe(0);
  expect(meetingsSince(asked, held, '2024-11-28')).toBe(1);
  expect(meetingsSince(asked, held, '2025-03-01')).toBe(2);
});
