import {
  type Control,
  controlChart,
  type Phase,
  type Rebase,
  type SpecialCause,
} from '@throughline/domain/control';
import type { Metric } from '@throughline/domain/metric';
import type { Day } from '@throughline/domain/period';
import { causeName, controlSentences } from '@throughline/domain/sentence/control';
import { type Figure, inTimeOrder } from '@throughline/domain/series';
import { type Target, targetInForce } from '@throughline/domain/target';
import { numberOf } from '@throughline/domain/value';
import type { WireControl } from '../wire/metric.ts';

/** What a reader chose of a control chart; neither is on unless asked for. */
export interface ControlChoice {
  screened: boolean;
  olderRule: boolean;
}

interface Basis {
  targets: readonly Target[];
  rebases: readonly Rebase[];
  chosen: ControlChoice;
  reading: Day;
}

/** The control chart of one series, under the target in force on the reading day. */
export function chartOf(metric: Metric, figures: readonly Figure[], basis: Basis): Control {
  const { targets, rebases, chosen, reading } = basis;
  const target = targetInForce(targets, reading);
  const points = inTimeOrder(figures).map((figure) => {
    const number = numberOf(figure);
    return { period: figure.period, value: number === undefined ? null : Number(number) };
  });
  return controlChart(points, {
    kind: metric.kind,
    polarity: metric.polarity,
    twoOfThree: chosen.olderRule ? 'up-to-the-limit' : 'beyond-limit-counts',
    screened: chosen.screened,
    rebases,
    // A range has two ends, and assurance is about one.
    target: target && target.type !== 'range' ? Number(target.value) : undefined,
  });
}

/** A control chart with its words and what was chosen. */
export function toControl(
  metric: Metric,
  { chart, chosen }: { chart: Control; chosen: ControlChoice },
): WireControl {
  return {
    kind: chart.kind,
    sentences: controlSentences(metric, chart),
    phases: chart.kind === 'refused' ? [] : chart.phases.map(toPhase),
    assurance: chart.kind === 'xmr' ? chart.assurance.kind : undefined,
    screened: chosen.screened,
    older_rule: chosen.olderRule,
  };
}

function toPhase(phase: Phase): WireControl['phases'][number] {
  const { from, to, figures, rebases } = phase;
  const facts = { from, to, figures, rebases: rebases.map((rebase) => ({ ...rebase })) };
  switch (phase.kind) {
    case 'too-few':
      return { kind: phase.kind, ...facts, causes: [] };
    case 'run':
      return {
        kind: phase.kind,
        ...facts,
        median: phase.median,
        causes: phase.causes.map(toCause),
      };
    case 'xmr':
      return {
        kind: phase.kind,
        ...facts,
        mean: phase.mean,
        upper: phase.upper,
        lower: phase.lower,
        inner_upper: phase.innerUpper,
        inner_lower: phase.innerLower,
        causes: phase.causes.map(toCause),
      };
  }
}

function toCause(cause: SpecialCause): WireControl['phases'][number]['causes'][number] {
  const { rule, towards, meaning, periods } = cause;
  return { rule, towards, meaning, name: causeName(cause), periods: [...periods] };
}
