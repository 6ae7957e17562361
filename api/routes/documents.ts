import { createRoute, z } from '@hono/zod-openapi';
import {
  areaNames,
  type BoardDocument,
  countFiguresByDocument,
  listDocuments,
  listMetrics,
} from '@throughline/db';
import { categoryTitle } from '@throughline/domain/metric';
import { allow } from '../access.ts';
import { toDiscrepancy } from '../answer/decision.ts';
import { toFigure } from '../answer/figure.ts';
import { answers, homeArea, nothing, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { readDiscrepancies } from '../discrepancies.ts';
import { refusal } from '../problem.ts';
import { readFigures, sightOf } from '../reading.ts';
import { discrepancyList } from '../wire/decision.ts';
import { documentList, documentPage, type WireDocument } from '../wire/document.ts';

const list = createRoute({
  method: 'get',
  path: '/documents',
  middleware: allow('read'),
  summary: 'Every paper, the newest first',
  request: { query: nothing },
  responses: answers(documentList, 'Documents'),
});

const one = createRoute({
  method: 'get',
  path: '/documents/{id}',
  middleware: allow('read'),
  summary: 'One paper with every figure taken from it and its discrepancies',
  request: { params: z.object({ id: z.string() }), query: nothing },
  responses: answers(documentPage, 'The document'),
});

const disagreements = createRoute({
  method: 'get',
  path: '/discrepancies',
  middleware: allow('read'),
  summary: 'Statements in the sources that cannot all be right',
  request: { query: nothing },
  responses: answers(discrepancyList, 'Discrepancies'),
});

/** The papers and what disagrees in them. Anyone may read; a private paper is only named. */
export function documentRoutes(deps: Deps) {
  const { db, now } = deps;
  return router()
    .openapi(list, async (c) => {
      const sight = await sightOf(c, { now });
      const figures = await countFiguresByDocument(db, sight);
      const documents = await listDocuments(db, sight);
      return c.json({ documents: documents.map((paper) => toDocument(paper, figures)) }, 200);
    })
    .openapi(one, async (c) => {
      const { id } = c.req.valid('param');
      const sight = await sightOf(c, { now });
      const documents = await listDocuments(db, sight);
      const paper = documents.find((candidate) => candidate.id === id);
      if (paper === undefined) throw refusal(404, `There is no document “${id}”`);

      const figures = await countFiguresByDocument(db, sight);
      const parts = documents.filter(({ partOf }) => partOf === id);
      const metrics = await listMetrics(db);
      const areas = await areaNames(db);
      const taken = await readFigures(c, deps, { document: id, allVersions: true });
      // A national release has more figures than a page can hold: the rest are in its file.
      const shown =
        taken.length > mostOnAPage ? taken.filter(({ area }) => area === homeArea) : taken;
      const named = new Set([id, ...parts.map((part) => part.id)]);
      const discrepancies = (await readDiscrepancies(deps)).filter(({ sources }) =>
        sources.some(({ document }) => named.has(document)),
      );
      return c.json(
        {
          ...toDocument(paper, figures),
          parts: parts.map((part) => toDocument(part, figures)),
          taken: metrics.flatMap((metric) =>
            shown
              .filter((figure) => figure.metric === metric.id)
              .map((figure) => ({
                metric_title: metric.title,
                unit: metric.unit,
                category_title: categoryTitle(metric, figure),
                area_title: areas.get(figure.area) ?? figure.area,
                figure: toFigure(figure),
              })),
          ),
          elsewhere: taken.length - shown.length,
          discrepancies: discrepancies.map(toDiscrepancy),
        },
        200,
      );
    })
    .openapi(disagreements, async (c) =>
      c.json({ discrepancies: (await readDiscrepancies(deps)).map(toDiscrepancy) }, 200),
    );
}

/** The Board's largest pack has less than half as many. */
const mostOnAPage = 400;

function toDocument(paper: BoardDocument, figures: ReadonlyMap<string, number>): WireDocument {
  return {
    id: paper.id,
    title: paper.title,
    kind: paper.kind,
    dated: paper.dated,
    published_on: paper.publishedOn,
    meeting: paper.meeting,
    part_of: paper.partOf,
    part: paper.part === 2 ? 2 : 1,
    note: paper.note,
    figures: figures.get(paper.id) ?? 0,
  };
}
