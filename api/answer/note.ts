import type { Note } from '@throughline/db';
import { categoryTitle, type Metric } from '@throughline/domain/metric';
import { periodLabel } from '@throughline/domain/period';
import type { WireNote } from '../wire/note.ts';

/** A note with the names of what it is on. */
export function toNote(note: Note, metric: Metric, areas: ReadonlyMap<string, string>): WireNote {
  const { breakdown, category, period } = note;
  return {
    id: note.id,
    kind: note.kind,
    words: note.words,
    metric: metric.id,
    metric_title: metric.title,
    area: note.area,
    area_title: areas.get(note.area) ?? note.area,
    breakdown: breakdown ?? undefined,
    category,
    category_title: categoryTitle(metric, note),
    period: period ?? undefined,
    period_label: period === null ? undefined : periodLabel(period),
    private: note.private,
    written_at: note.writtenAt.toISOString(),
    changed_at: note.changedAt.toISOString(),
  };
}
