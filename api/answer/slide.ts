import type { AgendaItem, ListedFigure } from '@throughline/db';
import { categoryTitle, type Metric, total } from '@throughline/domain/metric';
import { dayLabel } from '@throughline/domain/period';
import type { Slide } from '@throughline/domain/presentation';
import { type Figure, latestFigure } from '@throughline/domain/series';
import { numberOf } from '@throughline/domain/value';
import { homeArea } from '../ask.ts';
import type { WireSlide } from '../wire/presentation.ts';
import { toPoints } from './figure.ts';
import { wordsOf } from './series.ts';

/** A chart in a room holds four lines at most. */
const mostLines = 4;

/** What a slide is made of. */
export interface SlideFacts {
  slide: Slide;
  item: AgendaItem | undefined;
  metric: Metric | undefined;
  /** All figures of the metric that whoever looks at this screen may be shown. */
  figures: readonly ListedFigure[];
  withheld: string | undefined;
  place: { place: number; of: number };
  openedAt: Date;
}

/** A slide as it is shown. */
export function toSlide(facts: SlideFacts): WireSlide {
  const { slide, item, metric, place } = facts;
  const beginning = {
    id: slide.id,
    item: item && { position: item.position, title: item.title },
    breakdown: slide.breakdown,
    ...place,
  };
  if (metric === undefined) {
    return {
      ...beginning,
      headline: item?.title ?? 'Not in the record any more',
      sentence: '',
      lines: [],
      more_lines: 0,
      source: '',
      private: false,
    };
  }

  const figures = ofPlace(facts.figures);
  const shown = figures.filter((one) => isOn(slide, one));
  const { lines, left } = linesOf(metric, slide, shown);
  const said = wordsOf({ metric, figures: shown, withheld: facts.withheld });
  const isInParts = said.latest === undefined && lines.length > 0;
  const title = metric.breakdowns.find(({ id }) => id === slide.breakdown)?.title.toLowerCase();
  const latest = said.latest ?? latestFigure(shown);
  return {
    ...beginning,
    metric: { id: metric.id, title: metric.title, unit: metric.unit },
    headline: isInParts && title ? `${metric.title}, by ${title}` : said.headline,
    sentence: isInParts ? metric.care && `Read with care: ${metric.care}` : said.sentence,
    withheld: facts.withheld,
    change: said.change,
    direction: said.direction,
    lines,
    more_lines: left,
    source: latest ? sourceWords(latest) : '',
    corrected_at: correctedAt(shown, facts.openedAt)?.toISOString(),
    private: shown.some((one) => one.private),
  };
}

/** Of each metric the breakdown that is drawn, if it has no whole, and whether it can be compared. */
export function drawable(figures: readonly ListedFigure[]): {
  breakdown: string | undefined;
  compares: boolean;
} {
  const here = ofPlace(figures);
  const whole = here.filter(({ category }) => category === total);
  const breakdown = whole.length > 0 ? undefined : here[0]?.breakdown;
  const drawn = here.filter((one) => isOn({ breakdown }, one) && numberOf(one) !== undefined);
  return { breakdown, compares: new Set(drawn.map(({ period }) => period)).size > 1 };
}

/** Coventry's figures; where a metric has none, those of the first place it is given for. */
function ofPlace(figures: readonly ListedFigure[]): ListedFigure[] {
  const isHome = figures.some(({ area }) => area === homeArea);
  const place = isHome ? homeArea : figures[0]?.area;
  return figures.filter(({ area }) => area === place);
}

function isOn({ breakdown }: Pick<Slide, 'breakdown'>, figure: ListedFigure): boolean {
  return breakdown === undefined ? figure.category === total : figure.breakdown === breakdown;
}

/** The lines with the most figures, in the order of the registry. */
function linesOf(metric: Metric, slide: Slide, figures: readonly ListedFigure[]) {
  const order =
    metric.breakdowns.find(({ id }) => id === slide.breakdown)?.categories.map(({ id }) => id) ??
    [];
  const groups = [...new Set([total, ...order])].flatMap((category) => {
    const of = figures.filter((one) => one.category === category);
    return of.length > 0 ? [{ category, of }] : [];
  });
  const fullest = [...groups].sort((a, b) => b.of.length - a.of.length).slice(0, mostLines);
  return {
    lines: groups
      .filter((group) => fullest.includes(group))
      .map(({ category, of }) => ({
        category,
        title: of[0] ? categoryTitle(metric, of[0]) : category,
        points: toPoints(of, metric),
      })),
    left: groups.length - fullest.length,
  };
}

function sourceWords({ source }: Figure): string {
  const meeting = source.meeting && !source.documentTitle.includes(dayLabel(source.meeting));
  return [
    source.documentTitle,
    ...(meeting && source.meeting ? [dayLabel(source.meeting)] : []),
    ...(source.locator ? [source.locator.replace(/, (row|column|heading)\b.*$/, '')] : []),
  ].join(', ');
}

/** The latest correction among the figures that was published since. */
function correctedAt(figures: readonly ListedFigure[], since: Date): Date | undefined {
  return figures
    .flatMap(({ changed, publishedAt }) =>
      changed !== undefined && changed.kind !== 'provisional to final' && publishedAt
        ? [publishedAt]
        : [],
    )
    .filter((at) => at >= since)
    .sort((a, b) => a.getTime() - b.getTime())
    .at(-1);
}
