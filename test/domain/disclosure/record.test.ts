import { mustHide, type RecordedFigure } from '@throughline/domain/disclosure/record';
import { expect, test } from 'vitest';

const care = { smallestShown: 6, zeros: 'show' as const };

test('one to five children are hidden, and with them enough that nobody can subtract', () => {
  const hidden = hide(part('foster', 120), part('kinship', 3), part('homes', 40), whole(163));
  expect(hidden).toContain('kinship:1');
  expect(hidden).not.toContain('Total:1');
  expect(hidden).toHaveLength(2);
});

test('none, and six or more, are shown', () => {
  expect(hide(part('foster', 6), part('kinship', 0), whole(6))).toEqual([]);
});

test('what a public paper prints is shown as printed, however small', () => {
  expect(hide({ ...whole(5), alreadyPublic: true })).toEqual([]);
});

test('what was shown stays shown when a later version is small', () => {
  const hidden = hide(whole(12), {
    ...whole(4),
    id: 'Total:2',
    version: 2,
    knownFrom: '2025-02-01',
  });
  expect(hidden).toEqual(['Total:2']);
});

test('what was hidden stays hidden when a later version of another part would tell it', () => {
  const first = [part('foster', 3), part('kinship', 4), part('homes', 40), whole(47)];
  const hidden = hide(
    ...first,
    { ...part('kinship', 9), id: 'kinship:2', version: 2, knownFrom: '2025-02-01' },
    { ...whole(52), id: 'Total:2', version: 2, knownFrom: '2025-02-01' },
  );
  expect(hidden).toEqual(expect.arrayContaining(['foster:1', 'kinship:1', 'kinship:2']));
});

test('a line whose parts do not make its total shows nothing that is not public already', () => {
  const hidden = hide(part('foster', 20), { ...part('homes', 30), alreadyPublic: true }, whole(51));
  expect(hidden.sort()).toEqual(['Total:1', 'foster:1']);
});

test('a share entered without its counts cannot be judged, so it is hidden', () => {
  expect(hide({ ...whole(0), count: undefined })).toEqual(['Total:1']);
});

test('one period’s figures say nothing of another’s', () => {
  expect(hide(whole(3), { ...whole(30), id: 'later', table: '2025-03' })).toEqual(['Total:1']);
});

function hide(...record: RecordedFigure[]): string[] {
  return [...mustHide(record, care)];
}

function part(category: string, count: number): RecordedFigure {
  return { ...whole(count), id: `${category}:1`, breakdown: 'placement', category };
}

function whole(count: number): RecordedFigure {
  return {
    id: 'Total:1',
    table: '2024-12',
    breakdown: undefined,
    category: 'Total',
    version: 1,
    knownFrom: '2025-01-08',
    count,
    alreadyPublic: false,
  };
}
