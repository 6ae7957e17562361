import type { Assurance, Control, Phase, SpecialCause } from '../control.ts';
import type { Metric } from '../metric.ts';
import { dayLabel, periodLabel } from '../period.ts';
import { numberWord } from '../sentence.ts';
import { formatDecimal, isDecimal, roundDecimal } from '../value.ts';

type Worded = Pick<Metric, 'unit' | 'decimals'>;

/**
 * What a control chart shows, in sentences a councillor understands: what could be drawn and why
 * not more, the newest lines, each sign of something other than chance, the target, and every
 * choice a person made.
 */
export function controlSentences(metric: Worded, control: Control): string[] {
  switch (control.kind) {
    case 'refused':
      return [refusedWords(control.reason)];
    case 'too-few':
      return [
        `There are too few figures to tell a change from chance: ${numberWord(newest(control.phases)?.figures ?? 0)} of the seven that a run chart needs.`,
        ...rebaseWords(control.phases),
      ];
    case 'run':
      return [
        ...lineWords(metric, newest(control.phases)),
        ...causeWords(newest(control.phases)),
        ...rebaseWords(control.phases),
      ];
    case 'xmr':
      return [
        ...lineWords(metric, newest(control.phases)),
        ...causeWords(newest(control.phases)),
        ...assuranceWords(metric, control.assurance),
        ...rebaseWords(control.phases),
        ...(control.screened
          ? ['The limits leave out unusually large steps between neighbouring figures.']
          : []),
        ...(control.twoOfThree === 'up-to-the-limit'
          ? ['“Two of three” follows the rule before November 2023.']
          : []),
      ];
  }
}

/** The name of a special cause, for the mark on the chart that carries it. */
export function causeName(cause: SpecialCause): string {
  switch (cause.rule) {
    case 'beyond-limit':
      return cause.towards === 'high' ? 'above the upper limit' : 'below the lower limit';
    case 'one-side':
      return `${numberWord(cause.periods.length)} in a row ${cause.towards === 'high' ? 'above' : 'below'} the centre`;
    case 'trend':
      return `${numberWord(cause.periods.length)} in a row ${cause.towards === 'high' ? 'rising' : 'falling'}`;
    case 'two-of-three':
      return `two of three near the ${cause.towards === 'high' ? 'upper' : 'lower'} limit`;
  }
}

function refusedWords(reason: (Control & { kind: 'refused' })['reason']): string {
  switch (reason) {
    case 'cumulative':
      return 'No control chart is drawn of a running total: each figure holds the ones before.';
    case 'mixed-periods':
      return 'No control chart is drawn: the figures are for different kinds of period.';
    case 'baseline-without-figures':
      return 'No control chart is drawn: there is no figure in the baseline chosen.';
  }
}

function newest(phases: readonly Phase[]): Phase | undefined {
  return phases.at(-1);
}

function lineWords(metric: Worded, phase: Phase | undefined): string[] {
  if (phase === undefined) return [];
  const baseline =
    phase.baseline.from === phase.from && phase.baseline.to === phase.to
      ? ''
      : ` The lines are set by the figures from ${periodLabel(phase.baseline.from)} to ${periodLabel(phase.baseline.to)}.`;
  switch (phase.kind) {
    case 'too-few':
      return [
        `Since ${periodLabel(phase.from)} there are too few figures to tell a change from chance.`,
      ];
    case 'run':
      return [
        `The middle of the ${numberWord(phase.figures)} figures is ${shown(metric, phase.median)}. Limits need thirteen figures without gaps between them.${baseline}`,
      ];
    case 'xmr':
      return [
        `The average is ${shown(metric, phase.mean)}. By chance alone figures would mostly lie between ${shown(metric, phase.lower)} and ${shown(metric, phase.upper)}.${baseline}`,
      ];
  }
}

function causeWords(phase: Phase | undefined): string[] {
  if (phase === undefined || phase.kind === 'too-few') return [];
  if (phase.causes.length === 0) return ['Nothing stands out from what chance alone would give.'];
  return phase.causes.map((cause) => {
    const [first, last] = [cause.periods[0], cause.periods.at(-1)];
    const where =
      first === undefined || last === undefined || first === last
        ? first && periodLabel(first)
        : `${periodLabel(first)} to ${periodLabel(last)}`;
    return `More than chance: ${causeName(cause)}, ${where}${meaningWords(cause)}.`;
  });
}

function meaningWords({ meaning }: SpecialCause): string {
  switch (meaning) {
    case 'improvement':
      return ', an improvement';
    case 'concern':
      return ', a concern';
    case 'neither':
      return '';
  }
}

function assuranceWords(metric: Worded, assurance: Assurance): string[] {
  switch (assurance.kind) {
    case 'consistently-passes':
      return [`Left as it is, the target of ${shown(metric, assurance.target)} will be met.`];
    case 'consistently-fails':
      return [`Left as it is, the target of ${shown(metric, assurance.target)} will be missed.`];
    case 'hit-and-miss':
      return [
        `Left as it is, the target of ${shown(metric, assurance.target)} will be hit or missed by chance.`,
      ];
    case 'none':
      return [];
  }
}

function rebaseWords(phases: readonly Phase[]): string[] {
  return phases.flatMap(({ rebases }) =>
    rebases.map(
      ({ from, reason, on }) =>
        `The lines begin anew from ${periodLabel(from)}: ${reason} (decided on ${dayLabel(on)}).`,
    ),
  );
}

/** A line's place, with one decimal more than the figures have. */
function shown({ unit, decimals }: Worded, place: number): string {
  const exact = place.toFixed(6);
  if (!isDecimal(exact)) throw new Error(`A line cannot be at ${place}`);
  return formatDecimal(roundDecimal(exact, decimals + 1), unit);
}
