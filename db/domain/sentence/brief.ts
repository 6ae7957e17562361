import type { Direction } from '../judgement.ts';
import { type Day, dayLabel } from '../period.ts';
import { numberWord } from '../sentence.ts';
import { capital, counted, joined } from './counting.ts';

/** A metric on an agenda, as far as the brief's first words need it. */
export interface BriefMetric {
  title: string;
  direction: Direction;
  /** How many of its figures are new, and how many revised. */
  fresh: number;
  revised: number;
  /** The direction said when the Board last met, where it was another. */
  was: Direction | undefined;
}

interface BriefFacts {
  previous: Day | undefined;
  metrics: readonly BriefMetric[];
  /** Asked and not answered, and those of them that are overdue. */
  outstanding: number;
  overdue: number;
  /** Requests that were answered since the Board last met. */
  answered: number;
  discrepancies: number;
}

/** What changed since the Board last met, on one agenda, a sentence each. */
export function briefSentences(facts: BriefFacts): string[] {
  const { previous, metrics, outstanding, overdue, answered, discrepancies } = facts;
  const since = previous === undefined ? '' : ` since the Board met on ${dayLabel(previous)}`;
  const total = (key: 'fresh' | 'revised') => metrics.reduce((sum, one) => sum + one[key], 0);
  const [fresh, revised] = [total('fresh'), total('revised')];
  const among = metrics.filter((one) => one.fresh > 0).length;
  return [
    fresh === 0
      ? `No figure on this agenda is new${since}.`
      : `${capital(counted(fresh, 'figure'))} on this agenda ${fresh === 1 ? 'is' : 'are'} new${since}, of ${counted(among, 'metric')}.`,
    ...(revised === 0
      ? []
      : [
          `${capital(counted(revised, 'figure'))} ${revised === 1 ? 'is' : 'are'} revised: ${titlesOf(metrics.filter((one) => one.revised > 0))}.`,
        ]),
    ...moved.flatMap((direction) => {
      const found = metrics.filter(
        (one) => one.fresh + one.revised > 0 && one.direction.direction === direction,
      );
      return found.length === 0
        ? []
        : [`${capital(counted(found.length, 'metric'))} ${direction}: ${titlesOf(found)}.`];
    }),
    ...metrics.flatMap(({ title, direction, was }) =>
      was ? [`${title}: now ${word(direction)}, ${word(was)} when the Board last met.`] : [],
    ),
    outstanding === 0
      ? 'Nothing that the Board is known to have asked for is without an answer.'
      : `${capital(counted(outstanding, 'request'))} of the Board ${outstanding === 1 ? 'has' : 'have'} no answer in the papers${overdue === 0 ? '' : `, ${numberWord(overdue)} of them overdue`}.`,
    ...(answered === 0
      ? []
      : [
          `${capital(counted(answered, 'request'))} ${answered === 1 ? 'was' : 'were'} answered${since}.`,
        ]),
    ...(discrepancies === 0
      ? []
      : [`The papers disagree on ${counted(discrepancies, 'point')} that touch these figures.`]),
  ];
}

const moved = ['improved', 'got worse', 'stayed the same'] as const;

function titlesOf(metrics: readonly BriefMetric[]): string {
  return joined(metrics.map(({ title }) => title));
}

function word({ direction }: Direction): string {
  return direction.replace("'", '’');
}
