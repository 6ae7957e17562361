import {
  type Discrepancy,
  type ListedFigure,
  listDiscrepancies,
  listMetrics,
  listPaperPrints,
} from '@throughline/db';
import { printedOtherwise } from '@throughline/domain/discrepancy';
import { type Figure, figureId, observationId } from '@throughline/domain/series';
import type { Deps } from './deps.ts';
import { readPublicFigures } from './reading.ts';

/**
 * Everything in the sources that cannot all be right: what was found in the papers held, and every
 * figure that a later paper prints otherwise. The latter is worked out from what anybody may be
 * shown, so that it goes with a figure that is withdrawn, hidden or made private.
 */
export async function readDiscrepancies(
  deps: Pick<Deps, 'db' | 'now' | 'hide' | 'today'>,
): Promise<Discrepancy[]> {
  const found = await listDiscrepancies(deps.db);
  const prints = await listPaperPrints(deps.db);
  if (prints.length === 0) return found;

  const today = deps.today();
  const papers = new Set(prints.map(figureId));
  const reprinted = [...new Set(prints.map(({ metric }) => metric))];
  const metrics = await listMetrics(deps.db);
  const figures = await readPublicFigures(deps, { metrics: reprinted, allVersions: true });
  const observations = new Map<string, ListedFigure[]>();
  for (const figure of figures) {
    const own = observations.get(observationId(figure));
    if (own === undefined) observations.set(observationId(figure), [figure]);
    else own.push(figure);
  }
  return [
    ...found,
    ...[...observations.values()].flatMap((versions): Discrepancy[] => {
      const metric = metrics.find(({ id }) => id === versions[0]?.metric);
      if (metric === undefined) return [];
      const isFromPaper = (figure: Figure) => papers.has(figureId(figure));
      return printedOtherwise(versions, isFromPaper, metric).map(({ sources, ...one }) => ({
        ...one,
        // What a coming meeting will be told is shown already, and so is what disagrees with it.
        sources: sources.map(({ known, ...side }) => ({
          ...side,
          meeting: [known, today].sort()[0],
        })),
        metrics: [{ id: metric.id, title: metric.title, withholdsDirection: false }],
      }));
    }),
  ];
}
