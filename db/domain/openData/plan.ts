import {
  type Day,
  dayLabel,
  type Period,
  type PeriodKind,
  periodEnd,
  periodKind,
  periodLabel,
} from '../period.ts';
import { compareDecimals, type Value } from '../value.ts';
import type { AreaLevel } from './level.ts';
import { nearestWords } from './nearest.ts';
import type { FigureFound, OpenDataRead, Refusal, Skipped } from './read.ts';

/** What a file is loaded as. No file carries its own publication day, so a person gives it. */
export interface Release {
  name: string;
  publishedOn: Day;
}

/** An area we hold. */
export interface HeldArea {
  code: string;
  name: string;
  level: AreaLevel;
  oldCode: string | null;
}

/** A version we hold of an observation. */
export interface HeldVersion {
  knownFrom: Day;
  value: Value;
}

/** A figure to be written: the first said of its observation, or one that changes what was said. */
export interface Addition {
  figure: FigureFound;
  /** The code of the area as we hold it, or are to hold it. */
  area: string;
  /** What was known of it on the publication day; absent for a new figure. */
  old: Value | undefined;
  /** How many versions there are before it. */
  versions: number;
  /** Whether everything held is of a later day: an older release, recorded after a newer one. */
  isEarlier: boolean;
}

/** What an import will do, before it does it. */
export interface ImportPlan {
  kind: 'figures';
  release: Release;
  rows: number;
  areas: readonly PlannedArea[];
  periods: readonly Period[];
  added: readonly Addition[];
  changed: readonly Addition[];
  unchanged: number;
  skipped: readonly Skipped[];
  /** Nothing is written while anything is refused. */
  refused: readonly Refusal[];
}

/** A place found in the file; new when we do not hold it yet. */
export interface PlannedArea extends HeldArea {
  isNew: boolean;
  figures: number;
}

/** What of a metric decides whether a figure may be its. */
export interface TakingMetric {
  periodKinds: readonly PeriodKind[];
}

/**
 * Finds each place of the file among those held: by its code, or by the old code that outlives it.
 * A name alone never joins two places.
 */
export function planAreas(read: OpenDataRead, held: readonly HeldArea[]) {
  const byCode = new Map(held.map((area) => [area.code, area]));
  const byOldCode = new Map(held.map((area) => [area.oldCode, area]));
  const codes = new Map<FigureFound['area'], string>();
  const areas: PlannedArea[] = [];
  const refused: Refusal[] = [];

  for (const area of read.areas) {
    const sameOld = area.oldCode === undefined ? undefined : byOldCode.get(area.oldCode);
    const sameCode = byCode.get(area.code);
    if (sameCode?.oldCode && area.oldCode && sameCode.oldCode !== area.oldCode) {
      refused.push({
        reason: `${area.name} (${area.code}) has the old code ${area.oldCode}; we hold ${sameCode.name} under it with ${sameCode.oldCode}`,
      });
      continue;
    }
    const known = sameOld ?? sameCode;
    const namesake = held.find(({ name, level }) => name === area.name && level === area.level);
    if (known === undefined && namesake !== undefined && area.oldCode === undefined) {
      refused.push({
        reason: `${area.name} is held as ${namesake.code}; the file has it as ${area.code} and gives no old code to tell whether they are one`,
      });
      continue;
    }
    const { code, name, level } = known ?? area;
    const oldCode = known?.oldCode ?? area.oldCode ?? null;
    codes.set(area, code);
    areas.push({ code, name, level, oldCode, isNew: known === undefined, figures: area.rows });
  }
  return { codes, areas, refused };
}

/** Figures that their metric cannot take, or that speak of a time after they were published. */
export function misplacedFigures(
  figures: readonly FigureFound[],
  metrics: ReadonlyMap<string, TakingMetric>,
  { publishedOn }: Release,
): Refusal[] {
  const refused = new Map<string, { row: number; rows: number }>();
  const reasons = new Map<string, readonly string[]>();
  for (const { metric, period, row } of figures) {
    const key = `${metric} ${period}`;
    const why = reasons.get(key) ?? misplaced(metric, period);
    reasons.set(key, why);
    for (const reason of why) {
      const before = refused.get(reason);
      if (before === undefined) refused.set(reason, { row, rows: 1 });
      else before.rows += 1;
    }
  }
  return [...refused].map(([reason, { row, rows }]) => ({
    row,
    rows: rows > 1 ? rows : undefined,
    reason,
  }));

  function misplaced(metric: string, period: Period): string[] {
    const why: string[] = [];
    const taking = metrics.get(metric);
    const kind = periodKind(period);
    if (taking === undefined) {
      why.push(`there is no metric ${metric}${nearestWords(metric, metrics.keys())}`);
    } else if (!taking.periodKinds.includes(kind)) {
      why.push(`${metric} does not take a ${kind} such as ${period}`);
    }
    if (periodEnd(period) > publishedOn) {
      why.push(`${periodLabel(period)} ends after the publication day, ${publishedOn}`);
    }
    return why;
  }
}

/**
 * Compares figures with what was known on the day they were published. Only another value is a
 * change: a figure that a release repeats, however it prints it, makes no version.
 */
export function compareFigures(
  figures: readonly FigureFound[],
  codes: ReadonlyMap<FigureFound['area'], string>,
  heldOf: (figure: FigureFound, area: string) => readonly HeldVersion[],
  { publishedOn }: Release,
): { added: Addition[]; changed: Addition[]; unchanged: number } {
  const added: Addition[] = [];
  const changed: Addition[] = [];
  let unchanged = 0;
  for (const figure of figures) {
    const area = codes.get(figure.area);
    if (area === undefined) continue;
    const held = heldOf(figure, area);
    const known = knownAt(held, publishedOn);
    if (known !== undefined && sameValue(known.value, figure.value)) {
      unchanged += 1;
    } else {
      const list = held.length === 0 ? added : changed;
      const isEarlier = held.length > 0 && held.every((one) => one.knownFrom > publishedOn);
      list.push({ figure, area, old: known?.value, versions: held.length, isEarlier });
    }
  }
  return { added, changed, unchanged };
}

/** The public reason of a change that an import makes. */
export function changeReason({ isEarlier }: Addition, { name, publishedOn }: Release): string {
  if (!isEarlier) return `“${name}” gives another figure.`;
  return `“${name}” of ${dayLabel(publishedOn)} gave this figure first; it was recorded later.`;
}

/**
 * What was known on a day: the version known last, of those the one recorded last. When everything
 * held is of a later day, the first of it stands: an older release adds only what it says otherwise.
 */
function knownAt(held: readonly HeldVersion[], day: Day): HeldVersion | undefined {
  let known: HeldVersion | undefined;
  for (const version of held) {
    if (version.knownFrom > day) continue;
    if (known === undefined || version.knownFrom >= known.knownFrom) known = version;
  }
  if (known !== undefined) return known;
  return held.reduce<HeldVersion | undefined>(
    (first, version) => (first && first.knownFrom <= version.knownFrom ? first : version),
    undefined,
  );
}

/** Equal as figures: 12 and 12.0 are. */
function sameValue(a: Value, b: Value): boolean {
  if ('value' in a && 'value' in b) return compareDecimals(a.value, b.value) === 0;
  if ('symbol' in a && 'symbol' in b) return a.symbol === b.symbol;
  return false;
}
