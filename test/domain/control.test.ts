import {
  type Control,
  type ControlOptions,
  type ControlPoint,
  controlChart,
  type Rebase,
  type SpecialCause,
  type XmrPhase,
} from '@throughline/domain/control';
import type { Period } from '@throughline/domain/period';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const published = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1];

/** Mean 1.5 and mean range 3, so limits 9.48 and −6.48 and inner lines 6.82 and −3.82, exactly. */
const steady = [0, 3, 0, 3, 0, 3, 0, 3, 0, 3, 0, 3, 0, 3];

const higher: ControlOptions = { kind: 'snapshot', polarity: 'higher_is_better' };
const lower: ControlOptions = { kind: 'snapshot', polarity: 'lower_is_better' };
const neutral: ControlOptions = { kind: 'snapshot', polarity: 'neutral' };

describe('limits', () => {
  test('the published example has a mean of 1.944 and limits of 6.952 and −3.063', () => {
    const { mean, upper, lower: least } = limitsOf(chart(published));
    expect(mean).toBeCloseTo(1.944, 3);
    expect(upper).toBeCloseTo(6.952, 3);
    expect(least).toBeCloseTo(-3.063, 3);
  });

  test('screened, it keeps its mean and has limits of 4.604 and −0.716', () => {
    const screened = chart(published, { ...higher, screened: true });
    const { mean, upper, lower: least, ranges } = limitsOf(screened);
    expect(mean).toBeCloseTo(1.944, 3);
    expect(upper).toBeCloseTo(4.604, 3);
    expect(least).toBeCloseTo(-0.716, 3);
    expect(ranges.filter(({ use }) => use === 'screened')).toEqual([
      { period: month(4), size: 8, use: 'screened' },
      { period: month(5), size: 9, use: 'screened' },
    ]);
  });

  test('screening is off unless a person asks, and the chart says which', () => {
    expect(chart(published)).toMatchObject({ kind: 'xmr', screened: false });
    expect(limitsOf(chart(published)).ranges.map(({ use }) => use)).not.toContain('screened');
    expect(chart(published, { ...higher, screened: true })).toMatchObject({ screened: true });
  });

  test('a moving range of exactly 3.267 times the mean is screened, one below it is not', () => {
    const others = [811, 811, 811, 811, 811, 811, 811, 811, 811, 811, 811, 812];
    const screened = { ...higher, screened: true };
    expect(screenedSizes(chart(zigzag([3267, ...others]), screened))).toEqual([3267]);
    expect(screenedSizes(chart(zigzag([3266, ...others]), screened))).toEqual([]);
  });

  test('moving ranges are screened once, not again against the smaller mean', () => {
    const ranges = [100, 10, ...Array.from({ length: 18 }, () => 1)];
    const screened = chart(zigzag(ranges), { ...higher, screened: true });
    expect(screenedSizes(screened)).toEqual([100]);
    expect(limitsOf(screened).meanRange).toBeCloseTo(28 / 19, 12);
  });

  test('figures that never move have limits on the mean, screened or not, and no special cause', () => {
    for (const screened of [false, true]) {
      const phase = limitsOf(chart(repeat(4.1, 13), { ...higher, screened }));
      expect(phase).toMatchObject({ mean: 4.1, upper: 4.1, lower: 4.1, meanRange: 0, causes: [] });
    }
  });

  test('inner lines stand two thirds of the way to the limits', () => {
    expect(limitsOf(chart(steady))).toMatchObject({
      mean: 1.5,
      meanRange: 3,
      upper: 9.48,
      lower: -6.48,
      innerUpper: 6.82,
      innerLower: -3.82,
    });
  });

  test('very small and very large figures keep their limits', () => {
    const small = limitsOf(chart(steady.map((figure) => figure * 1e-9)));
    expect(small.upper / 9.48e-9).toBeCloseTo(1, 12);
    const large = limitsOf(chart(steady.map((figure) => figure * 1e22)));
    expect(large.upper / 9.48e22).toBeCloseTo(1, 12);
  });

  test('something that is not a number is a bug, not a figure', () => {
    expect(() => chart([...steady, Number.NaN])).toThrow('Not a figure');
    expect(() => chart([...steady, Number.POSITIVE_INFINITY])).toThrow('Not a figure');
  });
});

describe('restraint', () => {
  test('six figures are too few for any line but their own', () => {
    expect(chart([1, 2, 3, 4, 5, 6])).toEqual({
      kind: 'too-few',
      phases: [
        {
          kind: 'too-few',
          from: month(0),
          to: month(5),
          figures: 6,
          baseline: { from: month(0), to: month(5), figures: 6 },
          rebases: [],
        },
      ],
    });
  });

  test('seven to twelve figures are a run chart on the median', () => {
    expect(chart([9, 1, 4, 2, 7, 1, 3])).toMatchObject({
      kind: 'run',
      phases: [{ kind: 'run', median: 3, figures: 7 }],
    });
    expect(chart([9, 1, 4, 2, 7, 1, 3, 8, 1, 5, 2, 7])).toMatchObject({
      kind: 'run',
      phases: [{ kind: 'run', median: 3.5, figures: 12 }],
    });
  });

  test('limits are drawn from thirteen figures', () => {
    expect(chart(steady.slice(0, 12)).kind).toBe('run');
    expect(chart(steady.slice(0, 13)).kind).toBe('xmr');
  });

  test('it is figures that are counted, not periods', () => {
    const six = [1, 2, 3, null, 4, 5, 6, null];
    expect(chart(six)).toMatchObject({ kind: 'too-few', phases: [{ figures: 6 }] });
    expect(chart([...steady.slice(0, 12), null]).kind).toBe('run');
    expect(chart([...steady.slice(0, 12), null, 3]).kind).toBe('xmr');
  });

  test('a series of no figures is too few', () => {
    expect(chart([])).toEqual({ kind: 'too-few', phases: [] });
    expect(chart([null, null])).toMatchObject({ kind: 'too-few', phases: [{ figures: 0 }] });
  });

  test('thirteen figures so broken by gaps that few are neighbours have a median and no limits', () => {
    const apart = steady.slice(0, 13).flatMap((figure) => [figure, null]);
    expect(chart(apart)).toMatchObject({ kind: 'run', phases: [{ figures: 13, median: 0 }] });
    expect(chart([...repeat(1, 5), ...apart]).kind).toBe('run');
    expect(chart([...repeat(1, 6), ...apart]).kind).toBe('xmr');
  });

  test('a cumulative series is refused however many figures it has', () => {
    const refused = { kind: 'refused', reason: 'cumulative' };
    expect(chart(steady, { ...higher, kind: 'cumulative' })).toEqual(refused);
    expect(chart([1, 2], { ...higher, kind: 'cumulative' })).toEqual(refused);
    expect(chart(steady, { ...higher, kind: 'flow' }).kind).toBe('xmr');
  });

  test('a series of more than one kind of period is refused', () => {
    const refused = { kind: 'refused', reason: 'mixed-periods' };
    expect(controlChart(points(['2023', 'FY2023', 'FY2024']), neutral)).toEqual(refused);
    expect(controlChart(points(['2024-02-29', '2024-03']), neutral)).toEqual(refused);
    expect(controlChart(points(['FY2023-Q4', 'FY2024-Q1']), neutral).kind).toBe('too-few');
  });

  test('holiday programmes are compared with the same holiday, and spans with spans as long', () => {
    const refused = { kind: 'refused', reason: 'mixed-periods' };
    expect(controlChart(points(['2024-easter', '2024-summer']), neutral)).toEqual(refused);
    expect(controlChart(points(['2023-summer', '2024-summer']), neutral).kind).toBe('too-few');
    const years: Period[] = ['2022-10/2023-09', '2023-10/2024-09'];
    expect(controlChart(points(years), neutral).kind).toBe('too-few');
    expect(controlChart(points(['2021-05/2024-10', ...years]), neutral)).toEqual(refused);
  });
});

describe('a point outside the limits', () => {
  test('is a special cause, but not when it stands exactly on the limit', () => {
    expect(causesAfter([9.48])).toEqual([]);
    expect(causesAfter([-6.48])).toEqual([]);
    expect(causesAfter([9.49])).toEqual([cause('beyond-limit', 'high', [14])]);
    expect(causesAfter([-6.49])).toEqual([cause('beyond-limit', 'low', [14])]);
  });

  test('is one special cause each, however many there are', () => {
    expect(causesAfter([10, 0, 11]).filter(({ rule }) => rule === 'beyond-limit')).toEqual([
      cause('beyond-limit', 'high', [14]),
      cause('beyond-limit', 'high', [16]),
    ]);
  });
});

describe('points in a row on one side of the mean', () => {
  test('are a special cause from seven, and are not at six', () => {
    expect(causes([...repeat(2, 6), 0, 2, ...repeat(0, 6)], 'one-side')).toEqual([]);
    expect(causes([...repeat(2, 7), ...repeat(0, 7)], 'one-side')).toEqual([
      cause('one-side', 'high', places(0, 6)),
      cause('one-side', 'low', places(7, 13)),
    ]);
  });

  test('are one special cause when there are more than seven', () => {
    expect(causes([...repeat(2, 9), ...repeat(0, 9)], 'one-side')).toEqual([
      cause('one-side', 'high', places(0, 8)),
      cause('one-side', 'low', places(9, 17)),
    ]);
  });

  test('are broken by a point on the mean', () => {
    const high = [2, 2, 2, 1, 2, 2, 2, 2];
    const low = [0, 0, 0, 1, 0, 0, 0, 0];
    expect(causes([...high, ...low], 'one-side')).toEqual([]);
  });

  test('are broken by a point on a mean that binary fractions would miss', () => {
    const high = [0.3, 0.3, 0.3, 0.2, 0.3, 0.3, 0.3, 0.3];
    const low = [0.1, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1, 0.1];
    expect(limitsOf(chart([...high, ...low])).mean).toBe(0.2);
    expect(causes([...high, ...low], 'one-side')).toEqual([]);
  });

  test('are broken by a gap', () => {
    const gapped = [2, 2, 2, null, 2, 2, 2, 2, 0, 0, 0, null, 0, 0, 0, 0];
    expect(causes(gapped, 'one-side')).toEqual([]);
  });
});

describe('points in a row rising or falling', () => {
  const flat = repeat(5, 6);

  test('are a special cause from seven points, six steps, and not at five steps', () => {
    expect(causes([...flat, 1, 2, 3, 4, 5, 6, 4, 4], 'trend')).toEqual([]);
    expect(causes([...flat, 1, 2, 3, 4, 5, 6, 7, 4], 'trend')).toEqual([
      cause('trend', 'high', places(6, 12)),
    ]);
    expect(causes([...flat, 9, 8, 7, 6, 5, 4, 5, 5], 'trend')).toEqual([]);
    expect(causes([...flat, 9, 8, 7, 6, 5, 4, 3, 5], 'trend')).toEqual([
      cause('trend', 'low', places(6, 12)),
    ]);
  });

  test('are one special cause when there are more than seven', () => {
    expect(causes([...flat, 1, 2, 3, 4, 5, 6, 7, 8, 9, 4], 'trend')).toEqual([
      cause('trend', 'high', places(6, 14)),
    ]);
  });

  test('are broken by an equal neighbour', () => {
    expect(causes([...flat, 1, 2, 3, 4, 4, 5, 6, 7, 4], 'trend')).toEqual([]);
  });

  test('are broken by a gap', () => {
    expect(causes([...flat, 1, 2, 3, 4, null, 5, 6, 7, 4], 'trend')).toEqual([]);
  });

  test('are seen on a run chart too', () => {
    expect(chart([1, 2, 3, 4, 5, 6, 7])).toMatchObject({
      kind: 'run',
      phases: [{ causes: [cause('trend', 'high', places(0, 6))] }],
    });
    expect(chart([1, 2, 3, 4, 5, 6, 6])).toMatchObject({ kind: 'run', phases: [{ causes: [] }] });
  });
});

describe('two of three beyond the inner line', () => {
  const older = { twoOfThree: 'up-to-the-limit' } as const;

  test('are a special cause when the third is on the same side of the mean', () => {
    expect(causesAfter([0, 7, 2, 7, 0])).toEqual([cause('two-of-three', 'high', [15, 17])]);
    expect(causesAfter([3, -4, 1, -4, 3])).toEqual([cause('two-of-three', 'low', [15, 17])]);
    expect(causesAfter([0, 7, 1, 7, 0])).toEqual([]);
    expect(causesAfter([0, 7, 7, 0])).toEqual([]);
  });

  test('are broken by a point on the mean and by a gap', () => {
    expect(causesAfter([0, 7, 1.5, 7, 0])).toEqual([]);
    expect(causesAfter([0, 7, null, 7, 0])).toEqual([]);
  });

  test('may come before, around or after the third', () => {
    expect(causesAfter([0, 7, 7, 2, 0])).toEqual([cause('two-of-three', 'high', [15, 16])]);
    expect(causesAfter([0, 2, 7, 7, 0])).toEqual([cause('two-of-three', 'high', [16, 17])]);
    expect(causesAfter([0, 7, 7, 7, 0])).toEqual([cause('two-of-three', 'high', [15, 16, 17])]);
  });

  test('do not count a point exactly on the inner line', () => {
    expect(causesAfter([0, 6.82, 2, 7, 0])).toEqual([]);
    expect(causesAfter([0, 6.83, 2, 7, 0])).toEqual([cause('two-of-three', 'high', [15, 17])]);
    expect(causesAfter([3, -3.82, 1, -4, 3])).toEqual([]);
    expect(causesAfter([3, -3.83, 1, -4, 3])).toEqual([cause('two-of-three', 'low', [15, 17])]);
  });

  test('count a point beyond the limit since November 2023, and by the older rule do not', () => {
    expect(causesAfter([0, 10, 2, 7, 0])).toEqual([
      cause('beyond-limit', 'high', [15]),
      cause('two-of-three', 'high', [15, 17]),
    ]);
    expect(causesAfter([0, 10, 2, 7, 0], older)).toEqual([cause('beyond-limit', 'high', [15])]);
  });

  test('by the older rule count a point exactly on the limit, and name no point beyond it', () => {
    expect(causesAfter([0, 9.48, 2, 7, 0], older)).toEqual([
      cause('two-of-three', 'high', [15, 17]),
    ]);
    expect(causesAfter([0, 7, 10, 7, 0], older)).toEqual([
      cause('beyond-limit', 'high', [16]),
      cause('two-of-three', 'high', [15, 17]),
    ]);
  });

  test('the chart says which rule it used', () => {
    expect(chart(steady)).toMatchObject({ twoOfThree: 'beyond-limit-counts' });
    expect(chart(steady, { ...higher, ...older })).toMatchObject({ twoOfThree: 'up-to-the-limit' });
  });

  test('threes that overlap are one special cause, threes that do not are two', () => {
    expect(causesAfter([0, 7, 7, 2, 7, 7, 0])).toEqual([
      cause('two-of-three', 'high', [15, 16, 18, 19]),
    ]);
    expect(causesAfter([0, 7, 2, 7, 2, 7, 0])).toEqual([
      cause('two-of-three', 'high', [15, 17, 19]),
    ]);
    expect(causesAfter([0, 7, 7, 2, 0, 7, 7, 2, 0])).toEqual([
      cause('two-of-three', 'high', [15, 16]),
      cause('two-of-three', 'high', [19, 20]),
    ]);
  });
});

describe('what a special cause means', () => {
  const risen = [...steady, 20];
  const fallen = [...steady, -20];

  test('more is an improvement where higher is better and a concern where lower is', () => {
    expect(meanings(risen, higher)).toEqual(['improvement']);
    expect(meanings(risen, lower)).toEqual(['concern']);
    expect(meanings(fallen, higher)).toEqual(['concern']);
    expect(meanings(fallen, lower)).toEqual(['improvement']);
  });

  test('a neutral metric has special causes and no good or bad', () => {
    expect(meanings(risen, neutral)).toEqual(['neither']);
    expect(meanings(fallen, neutral)).toEqual(['neither']);
  });

  test('a trend means what its direction means, whichever side of the mean it is on', () => {
    const [rising] = causes([...repeat(50, 13), 1, 2, 3, 4, 5, 6, 7, 50, 50], 'trend');
    expect(rising).toMatchObject({ towards: 'high', meaning: 'improvement' });
  });
});

describe('gaps', () => {
  test('make no moving range on either side of them', () => {
    const gapped = limitsOf(chart([...steady, null, 300, ...steady]));
    expect(gapped.ranges.map(({ period }) => period)).not.toContain(month(14));
    expect(gapped.ranges.map(({ period }) => period)).not.toContain(month(15));
    expect(gapped.ranges).toHaveLength(13 + 14);
  });

  test('count neither as a figure nor as zero', () => {
    const { mean, upper, figures } = limitsOf(chart([null, ...steady, null]));
    expect({ mean, upper, figures }).toEqual({ mean: 1.5, upper: 9.48, figures: 14 });
  });
});

describe('a rebase', () => {
  const moved = (at: number, on = '2024-06-01'): Rebase => ({
    from: month(at),
    reason: 'New recording system',
    on: on as Rebase['on'],
  });
  const shifted = steady.map((figure) => figure + 100);

  test('gives each phase its own limits, and keeps its reason and its day', () => {
    const rebased = chart([...steady, ...shifted], { ...higher, rebases: [moved(14)] });
    expect(rebased).toMatchObject({
      kind: 'xmr',
      phases: [
        { from: month(0), to: month(13), mean: 1.5, upper: 9.48, rebases: [], causes: [] },
        { from: month(14), to: month(27), mean: 101.5, upper: 109.48, causes: [] },
      ],
    });
    expect(phasesOf(rebased)[1]?.rebases).toEqual([moved(14)]);
  });

  test('is never made by the chart itself', () => {
    expect(phasesOf(chart([...steady, ...shifted]))).toHaveLength(1);
  });

  test('leaves a phase the restraint of its own figures, and shows the chart that the longest earns', () => {
    const kinds = (figures: number) => {
      const rebased = chart([...steady, ...shifted.slice(0, figures)], {
        ...higher,
        rebases: [moved(14)],
      });
      return [rebased.kind, ...phasesOf(rebased).map(({ kind }) => kind)];
    };
    expect(kinds(6)).toEqual(['xmr', 'xmr', 'too-few']);
    expect(kinds(7)).toEqual(['xmr', 'xmr', 'run']);
    expect(kinds(12)).toEqual(['xmr', 'xmr', 'run']);
    expect(kinds(13)).toEqual(['xmr', 'xmr', 'xmr']);
  });

  test('of a series into short phases leaves no limits, and of short ones no median', () => {
    const halved = chart(steady, { ...higher, rebases: [moved(7)] });
    expect(halved.kind).toBe('run');
    const thirds = chart(steady, { ...higher, rebases: [moved(5), moved(10)] });
    expect(thirds.kind).toBe('too-few');
  });

  test('breaks runs, trends, threes and moving ranges', () => {
    const rising = Array.from({ length: 26 }, (_, place) => Math.abs(place - 9) % 4);
    const climb = [...rising.slice(0, 9), 10, 11, 12, 13, 14, 15, 16, 17, ...rising.slice(9)];
    expect(causes(climb, 'trend')).not.toEqual([]);
    const rebased = chart(climb, { ...higher, rebases: [moved(13)] });
    expect(phasesOf(rebased).flatMap(causesIn)).toSatisfy((found: SpecialCause[]) =>
      found.every(({ rule }) => rule !== 'trend'),
    );
    expect(limitsOf(rebased).ranges).toHaveLength(12);
  });

  test('begins at the first point on or after its period', () => {
    const yearly = points(['2016', '2018', '2020']);
    const from2017 = [{ from: '2017', reason: 'New definition', on: '2018-01-01' }] as const;
    const phases = phasesOf(controlChart(yearly, { ...neutral, rebases: from2017 }));
    expect(phases.map(({ from, to }) => [from, to])).toEqual([
      ['2016', '2016'],
      ['2018', '2020'],
    ]);
  });

  test('has no effect before its period is reached', () => {
    expect(chart(steady, { ...higher, rebases: [moved(14)] })).toEqual(chart(steady));
  });

  test('keeps both reasons when two fall between the same points, in whatever order they are listed', () => {
    const twice = [moved(14), moved(14, '2024-07-01')];
    const phases = phasesOf(chart([...steady, ...shifted], { ...higher, rebases: twice }));
    expect(phases.map(({ rebases }) => rebases.length)).toEqual([0, 2]);
    const backwards = { ...higher, rebases: [moved(20), moved(7)] };
    const [, second, third] = phasesOf(chart([...steady, ...shifted], backwards));
    expect([second?.from, third?.from]).toEqual([month(7), month(20)]);
  });

  test('of another kind of period than the figures is refused', () => {
    const rebases: Rebase[] = [{ from: 'FY2024', reason: 'New definition', on: '2024-06-01' }];
    expect(chart(steady, { ...higher, rebases })).toEqual({
      kind: 'refused',
      reason: 'mixed-periods',
    });
  });
});

describe('a baseline', () => {
  const first14 = { from: month(0), to: month(13) };

  test('alone sets the lines, and later points are judged by them', () => {
    const based = limitsOf(chart([...steady, 50, 60], { ...higher, baseline: first14 }));
    expect(based).toMatchObject({
      mean: 1.5,
      upper: 9.48,
      figures: 16,
      baseline: { ...first14, figures: 14 },
    });
    expect(based.ranges.slice(-2)).toEqual([
      { period: month(14), size: 47, use: 'outside-baseline' },
      { period: month(15), size: 10, use: 'outside-baseline' },
    ]);
  });

  test('is held to the same restraint as a series: its own figures are the ones counted', () => {
    const until = (last: number) =>
      chart([...steady, ...steady], {
        ...higher,
        baseline: { from: month(0), to: month(last) },
      }).kind;
    expect([until(5), until(6), until(11), until(12)]).toEqual(['too-few', 'run', 'run', 'xmr']);
  });

  test('leaves nothing of later points to screen', () => {
    const options = { ...higher, baseline: first14, screened: true };
    expect(screenedSizes(chart([...steady, 50, 60], options))).toEqual([]);
  });

  test('on a run chart lets seven in a row on one side of the median be seen', () => {
    const baseline = { from: month(0), to: month(6) };
    const run = chart([1, 3, 1, 3, 2, 1, 3, ...repeat(5, 7)], { ...higher, baseline });
    expect(run).toMatchObject({
      kind: 'run',
      phases: [{ median: 2, causes: [cause('one-side', 'high', places(6, 13))] }],
    });
  });

  test('leaves alone a phase that it does not touch', () => {
    const rebases: Rebase[] = [{ from: month(14), reason: 'New team', on: '2024-06-01' }];
    const shifted = steady.map((figure) => figure + 100);
    const both = chart([...steady, ...shifted], { ...higher, rebases, baseline: first14 });
    expect(phasesOf(both)[1]).toMatchObject({ mean: 101.5, baseline: { figures: 14 } });
  });

  test('without a figure, or in another kind of period, is refused', () => {
    const later = { from: month(20), to: month(40) };
    expect(chart(steady, { ...higher, baseline: later })).toEqual({
      kind: 'refused',
      reason: 'baseline-without-figures',
    });
    const onGap = { from: month(14), to: month(14) };
    expect(chart([...steady, null, 3], { ...higher, baseline: onGap })).toMatchObject({
      reason: 'baseline-without-figures',
    });
    expect(chart(steady, { ...higher, baseline: { from: '2023', to: '2024' } })).toMatchObject({
      reason: 'mixed-periods',
    });
  });
});

describe('assurance', () => {
  test('where higher is better, a target above the limits fails and one below them passes', () => {
    expect(assurance(9.49, higher)).toEqual({ kind: 'consistently-fails', target: 9.49 });
    expect(assurance(9.48, higher)).toEqual({ kind: 'hit-and-miss', target: 9.48 });
    expect(assurance(1.5, higher)).toEqual({ kind: 'hit-and-miss', target: 1.5 });
    expect(assurance(-6.48, higher)).toEqual({ kind: 'hit-and-miss', target: -6.48 });
    expect(assurance(-6.49, higher)).toEqual({ kind: 'consistently-passes', target: -6.49 });
  });

  test('where lower is better it is the reverse', () => {
    expect(assurance(9.49, lower)).toEqual({ kind: 'consistently-passes', target: 9.49 });
    expect(assurance(9.48, lower)).toEqual({ kind: 'hit-and-miss', target: 9.48 });
    expect(assurance(-6.48, lower)).toEqual({ kind: 'hit-and-miss', target: -6.48 });
    expect(assurance(-6.49, lower)).toEqual({ kind: 'consistently-fails', target: -6.49 });
  });

  test('there is none for a neutral metric, nor without a target', () => {
    expect(assurance(9.49, neutral)).toEqual({ kind: 'none', reason: 'neutral' });
    expect(assurance(undefined, higher)).toEqual({ kind: 'none', reason: 'no-target' });
    expect(assurance(0, higher)).toEqual({ kind: 'hit-and-miss', target: 0 });
  });

  test('is given by the newest phase, and by none when that has no limits yet', () => {
    const rebases: Rebase[] = [{ from: month(14), reason: 'New team', on: '2024-06-01' }];
    const options = { ...higher, rebases, target: 50 };
    const shifted = steady.map((figure) => figure + 100);
    expect(chart([...steady, ...shifted], options)).toMatchObject({
      assurance: { kind: 'consistently-passes' },
    });
    expect(chart([...steady, ...shifted.slice(0, 12)], options)).toMatchObject({
      assurance: { kind: 'none', reason: 'no-limits' },
    });
  });
});

describe('for any series', () => {
  const seed = { seed: 20231123, numRuns: 300 };
  const figure = fc.integer({ min: -9, max: 9 });
  const series = fc.array(
    fc.oneof({ weight: 12, arbitrary: figure }, { weight: 1, arbitrary: fc.constant(null) }),
    { minLength: 13, maxLength: 40 },
  );
  // Long flights up and long stays on one side are too rare in noise to try the rules with.
  const restless = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -2, max: 2 }), figure), {
      minLength: 3,
      maxLength: 6,
    })
    .map((legs) =>
      legs.flatMap(([length, step, start]) =>
        Array.from({ length }, (_, place) => start + step * place),
      ),
    );
  const any = fc.oneof(series, restless);

  test('adding the same to every figure moves the lines by it and changes no special cause', () => {
    fc.assert(
      fc.property(any, fc.integer({ min: -999, max: 999 }), (figures, hundredths) => {
        const shift = hundredths / 100;
        const before = chart(figures);
        const after = chart(eachFigure(figures, (value) => hundredth(value + shift)));
        expect(shapeOf(after)).toEqual(shapeOf(before));
        expectClose(
          linesOf(after),
          linesOf(before).map((line) => line + shift),
        );
      }),
      seed,
    );
  });

  test('measuring in another unit scales the lines and changes no special cause', () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 999 }), (figures, hundredths) => {
        const size = hundredths / 100;
        const before = chart(figures);
        const after = chart(eachFigure(figures, (value) => hundredth(value * size)));
        expect(shapeOf(after)).toEqual(shapeOf(before));
        expectClose(
          linesOf(after),
          linesOf(before).map((line) => line * size),
        );
      }),
      seed,
    );
  });

  test('turning it upside down turns high into low, and better into worse', () => {
    fc.assert(
      fc.property(any, (figures) => {
        const upright = causesOf(chart(figures));
        const turned = causesOf(chart(eachFigure(figures, (value) => -value)));
        expect(turned).toEqual(
          upright.map(({ towards, rule, periods }) => ({
            rule,
            towards: towards === 'high' ? 'low' : 'high',
            meaning: towards === 'high' ? 'concern' : 'improvement',
            periods,
          })),
        );
      }),
      seed,
    );
  });

  test('reading it backwards keeps the lines and the points, and turns only trends round', () => {
    fc.assert(
      fc.property(any, (figures) => {
        const forwards = chart(figures);
        const backwards = chart([...figures].reverse());
        expectClose(linesOf(backwards), linesOf(forwards));
        const mirrored = causesOf(forwards).map(({ rule, towards, periods }) => {
          const turned = towards === 'high' ? 'low' : 'high';
          const at = periods.map((period) => month(figures.length - 1 - placeOf(period)));
          return [rule, rule === 'trend' ? turned : towards, ...at.reverse()].join(' ');
        });
        const found = causesOf(backwards).map(({ rule, towards, periods }) =>
          [rule, towards, ...periods].join(' '),
        );
        expect(found.sort()).toEqual(mirrored.sort());
      }),
      seed,
    );
  });

  test('the points named are those that the rules name, taken window by window', () => {
    fc.assert(
      fc.property(any, fc.boolean(), (figures, older) => {
        const result = chart(figures, {
          ...higher,
          twoOfThree: older ? 'up-to-the-limit' : 'beyond-limit-counts',
        });
        fc.pre(result.kind === 'xmr');
        const named = causesOf(result).flatMap(({ rule, towards, periods }) =>
          periods.map((period) => `${rule} ${towards} ${placeOf(period)}`),
        );
        expect([...new Set(named)].sort()).toEqual(byWindows(figures, older));
        expect(new Set(named).size).toBe(named.length);
      }),
      seed,
    );
  });

  test('what it may show depends on the number of its figures alone while none is missing', () => {
    fc.assert(
      fc.property(fc.array(figure, { maxLength: 30 }), (figures) => {
        const shown = figures.length < 7 ? 'too-few' : figures.length < 13 ? 'run' : 'xmr';
        expect(chart(figures).kind).toBe(shown);
      }),
      seed,
    );
  });

  test('a run chart without a baseline never has seven on one side of its own median', () => {
    fc.assert(
      fc.property(fc.array(figure, { minLength: 7, maxLength: 12 }), (figures) => {
        expect(causesOf(chart(figures)).map(({ rule }) => rule)).not.toContain('one-side');
      }),
      seed,
    );
  });
});

/** The rules again, read one window at a time in whole numbers that a float holds exactly. */
function byWindows(figures: readonly (number | null)[], older: boolean): string[] {
  const numbers = figures.filter((value) => value !== null);
  const count = numbers.length;
  const sum = numbers.reduce((total, value) => total + value, 0);
  const ranges = figures.flatMap((value, place) => {
    const before = figures[place - 1] ?? null;
    return value === null || before === null ? [] : Math.abs(value - before);
  });
  const spread = ranges.reduce((total, range) => total + range, 0) * count;
  // A figure's distance from the mean, times the number of figures; a gap is on the mean, a wall.
  const away = figures.map((value) => (value === null ? 0 : value * count - sum));
  const isBeyond = (far: number) => Math.abs(far) * 100 * ranges.length > 266 * spread;
  const isNear = (far: number) => Math.abs(far) * 300 * ranges.length > 532 * spread;

  const named = new Set<string>();
  const side = (far: number) => (far > 0 ? 'high' : 'low');
  away.forEach((far, first) => {
    if (isBeyond(far)) named.add(`beyond-limit ${side(far)} ${first}`);

    const seven = away.slice(first, first + 7);
    if (seven.length === 7 && seven.every((other) => other * far > 0)) {
      for (const place of places(first, first + 6)) named.add(`one-side ${side(far)} ${place}`);
    }

    const flight = figures.slice(first, first + 7).filter((value) => value !== null);
    const steps = flight.slice(1).map((value, place) => value - (flight[place] ?? 0));
    const direction = steps[0] ?? 0;
    if (flight.length === 7 && steps.every((step) => step * direction > 0)) {
      for (const place of places(first, first + 6)) named.add(`trend ${side(direction)} ${place}`);
    }

    const three = away.slice(first, first + 3);
    const counting = three.flatMap((other, offset) =>
      isNear(other) && !(older && isBeyond(other)) ? first + offset : [],
    );
    const together = three.length === 3 && three.every((other) => other * far > 0);
    if (together && counting.length >= 2) {
      for (const place of counting) named.add(`two-of-three ${side(far)} ${place}`);
    }
  });
  return [...named].sort();
}

function chart(figures: readonly (number | null)[], options: ControlOptions = higher): Control {
  const series = figures.map((value, place): ControlPoint => ({ period: month(place), value }));
  return controlChart(series, options);
}

function points(periods: readonly Period[]): ControlPoint[] {
  return periods.map((period, place) => ({ period, value: place }));
}

function causesAfter(
  later: readonly (number | null)[],
  options: Partial<ControlOptions> = {},
): SpecialCause[] {
  const baseline = { from: month(0), to: month(13) };
  return causesOf(chart([...steady, ...later], { ...higher, ...options, baseline }));
}

function causes(figures: readonly (number | null)[], wanted: SpecialCause['rule']): SpecialCause[] {
  return causesOf(chart(figures)).filter(({ rule }) => rule === wanted);
}

function causesOf(control: Control): SpecialCause[] {
  return phasesOf(control).flatMap(causesIn);
}

function causesIn(phase: ReturnType<typeof phasesOf>[number]): readonly SpecialCause[] {
  return phase.kind === 'too-few' ? [] : phase.causes;
}

function phasesOf(control: Control) {
  if (control.kind === 'refused') throw new Error(`Refused: ${control.reason}`);
  return control.phases;
}

function limitsOf(control: Control): XmrPhase {
  const [phase] = phasesOf(control);
  if (phase?.kind !== 'xmr') throw new Error(`No limits: ${control.kind}`);
  return phase;
}

function linesOf(control: Control): number[] {
  return phasesOf(control).flatMap((phase) => {
    if (phase.kind === 'too-few') return [];
    if (phase.kind === 'run') return [phase.median];
    return [phase.mean, phase.upper, phase.lower, phase.innerUpper, phase.innerLower];
  });
}

/** What a chart shows apart from the height of its lines. */
function shapeOf(control: Control) {
  return [control.kind, causesOf(control)];
}

function expectClose(lines: readonly number[], expected: readonly number[]) {
  expect(lines).toHaveLength(expected.length);
  lines.forEach((line, place) => {
    expect(line).toBeCloseTo(expected[place] ?? Number.NaN, 8);
  });
}

function meanings(figures: readonly number[], options: ControlOptions) {
  return causesOf(chart(figures, options)).map(({ meaning }) => meaning);
}

function assurance(target: number | undefined, options: ControlOptions) {
  const control = chart(steady, { ...options, target });
  return control.kind === 'xmr' ? control.assurance : control.kind;
}

function screenedSizes(control: Control): number[] {
  return limitsOf(control)
    .ranges.filter(({ use }) => use === 'screened')
    .map(({ size }) => size);
}

/** As found where higher is better. */
function cause(
  rule: SpecialCause['rule'],
  towards: SpecialCause['towards'],
  at: readonly number[],
): SpecialCause {
  const meaning = towards === 'high' ? 'improvement' : 'concern';
  return { rule, towards, meaning, periods: at.map(month) };
}

/** Figures that go up and down by these moving ranges. */
function zigzag(ranges: readonly number[]): number[] {
  const figures = [0];
  ranges.forEach((range, place) => {
    figures.push((figures.at(-1) ?? 0) + (place % 2 === 0 ? range : -range));
  });
  return figures;
}

function eachFigure(figures: readonly (number | null)[], change: (value: number) => number) {
  return figures.map((value) => (value === null ? null : change(value)));
}

/** The decimal that was meant: 0.1 + 0.2 is 0.3. */
function hundredth(value: number): number {
  return Number(value.toFixed(2));
}

function repeat(value: number, times: number): number[] {
  return Array.from({ length: times }, () => value);
}

function places(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
}

function month(place: number): Period {
  const number = String((place % 12) + 1).padStart(2, '0');
  return `${2020 + Math.floor(place / 12)}-${number}` as Period;
}

function placeOf(period: Period): number {
  return (Number(period.slice(0, 4)) - 2020) * 12 + Number(period.slice(5)) - 1;
}
