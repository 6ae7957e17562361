import type { Series, WireControl } from '@throughline/api/wire/metric';
import type { Metric, Unit } from '@throughline/domain/metric';
import { dayNumber } from '@throughline/domain/period';
import { type Decimal, formatDecimal, roundDecimal } from '@throughline/domain/value';
import type { TimeAxis } from './plot.ts';

type Phase = WireControl['phases'][number];
type Target = Series['targets'][number];

/** A level line over a stretch of time: of a control chart, or a target while it was in force. */
export interface Level {
  key: string;
  kind: 'centre' | 'limit' | 'inner' | 'target';
  from: number;
  to: number;
  at: number;
  /** What is written at it; none where the same is written at the stretch after it. */
  label: string | undefined;
  /** Whether the label stands under the line. */
  under: boolean;
}

/** A special cause at a figure: what it is called, and whether it is good. */
export interface Cause {
  names: readonly string[];
  meaning: 'improvement' | 'concern' | 'neither';
}

/** Between two limits, where chance alone would mostly keep the figures. */
interface Band {
  from: number;
  to: number;
  low: number;
  high: number;
}

/** What a series is judged by, ready to be drawn. */
export interface Judged {
  levels: readonly Level[];
  bands: readonly Band[];
  /** Where lines begin anew, by a person's decision. */
  rebases: readonly { day: number; label: string }[];
  causes: ReadonlyMap<string, Cause>;
}

/** The lines of a control chart over its phases, and the targets in the time they were in force. */
export function judgedOf(
  { points, control, targets }: Pick<Series, 'points' | 'control' | 'targets'>,
  axis: TimeAxis,
  metric: Pick<Metric, 'unit' | 'decimals'>,
): Judged {
  const phases = control?.phases ?? [];
  const dayOf = (period: string) => {
    const point = points.find((one) => one.period === period);
    return point && dayNumber(point.period_end);
  };
  const stretches = phases.flatMap((phase) => {
    const [from, to] = [dayOf(phase.from), dayOf(phase.to)];
    return from === undefined || to === undefined ? [] : [{ phase, from, to }];
  });
  return {
    levels: [
      ...stretches.flatMap((stretch) => levelsOf(stretch, stretch.phase === phases.at(-1), metric)),
      ...targets.flatMap((target, index) => targetLevels(target, index, axis, metric.unit)),
    ],
    bands: stretches.flatMap(({ phase: { lower, upper }, from, to }) =>
      lower === undefined || upper === undefined ? [] : [{ from, to, low: lower, high: upper }],
    ),
    rebases: phases.flatMap(({ rebases }) =>
      rebases.flatMap(({ from }) => {
        const point = points.find((one) => one.period === from);
        const day = dayOf(from);
        return point && day !== undefined
          ? [{ day, label: `New lines from ${point.period_label}` }]
          : [];
      }),
    ),
    causes: causesOf(phases),
  };
}

/** "At least 90%", for the label of a target and for its place in a list. */
export function targetWords({ type, value, low, high }: Target, unit: Unit): string {
  switch (type) {
    case 'minimum':
      return `at least ${numberText(value, unit)}`;
    case 'maximum':
      return `at most ${numberText(value, unit)}`;
    case 'range':
      return `${numberText(low, unit)} to ${numberText(high, unit)}`;
  }
}

/** What a special cause is, in words: "above the upper limit, a concern". */
export function causeWords({ names, meaning }: Cause): string {
  return `${names.join('; ')}${meaningWords[meaning]}`;
}

const meaningWords: Record<Cause['meaning'], string> = {
  improvement: ', an improvement',
  concern: ', a concern',
  neither: '',
};

function levelsOf(
  { phase, from, to }: { phase: Phase; from: number; to: number },
  isNewest: boolean,
  metric: Pick<Metric, 'unit' | 'decimals'>,
): Level[] {
  const level = (
    kind: Level['kind'],
    at: number | undefined,
    words?: string,
    under = false,
  ): Level[] =>
    at === undefined
      ? []
      : [
          {
            key: `${kind} ${phase.from} ${at}`,
            kind,
            from,
            to,
            at,
            label: words && isNewest ? `${words} ${placeText(at, metric)}` : undefined,
            under,
          },
        ];
  return [
    ...level('inner', phase.inner_upper),
    ...level('inner', phase.inner_lower),
    ...level('limit', phase.upper, 'Upper limit'),
    ...level('limit', phase.lower, 'Lower limit', true),
    ...level('centre', phase.mean, 'Average'),
    ...level('centre', phase.median, 'Middle'),
  ];
}

function targetLevels(target: Target, index: number, axis: TimeAxis, unit: Unit): Level[] {
  const from = Math.max(dayNumber(target.from), dayNumber(axis.from));
  const to = Math.min(dayNumber(target.to ?? axis.to), dayNumber(axis.to));
  if (from >= to) return [];
  const ends = target.type === 'range' ? [target.high, target.low] : [target.value];
  return ends.flatMap((end, which) =>
    end === undefined
      ? []
      : [
          {
            key: `target ${index} ${end}`,
            kind: 'target' as const,
            from,
            to,
            at: Number(end),
            label: which === 0 ? `Target: ${targetWords(target, unit)}` : undefined,
            under: target.type === 'maximum',
          },
        ],
  );
}

/** Every figure that is more than chance, by its period. */
export function causesOf(phases: readonly Phase[]): Map<string, Cause> {
  const causes = new Map<string, Cause>();
  for (const { causes: found } of phases) {
    for (const { name, meaning, periods } of found) {
      for (const period of periods) {
        const known = causes.get(period);
        causes.set(period, {
          names: [...(known?.names ?? []), name],
          meaning: known === undefined || known.meaning === meaning ? meaning : 'neither',
        });
      }
    }
  }
  return causes;
}

/** A line's place, with one decimal more than the figures have: as the sentences say it. */
function placeText(at: number, { unit, decimals }: Pick<Metric, 'unit' | 'decimals'>): string {
  return numberText(roundDecimal(at.toFixed(6) as Decimal, decimals + 1), unit);
}

function numberText(text: string | undefined, unit: Unit): string {
  return text === undefined ? '' : formatDecimal(text as Decimal, unit);
}

/** The name of the mark of a figure: the same in the table and in the key. */
export function markOf(cause: Cause): 'diamond' | 'square' | 'ring' {
  switch (cause.meaning) {
    case 'improvement':
      return 'diamond';
    case 'concern':
      return 'square';
    case 'neither':
      return 'ring';
  }
}
