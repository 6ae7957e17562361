/** An item of an agenda, as far as its figures go. */
export interface ItemWithMetrics {
  metrics: readonly { id: string; title: string }[];
}

/** One metric of a meeting, in its place: what is turned to, spoken to and put on the screen. */
export interface AgendaMetric<Item extends ItemWithMetrics, Told extends { metric: string }> {
  /** The item it is read under; nothing for what was told under no item. */
  item: Item | undefined;
  metric: string;
  title: string;
  /** What was told of it; empty where an item names a metric that has no figure yet. */
  figures: readonly Told[];
}

/**
 * A meeting's figures in the order of its agenda: by item, in an item as the item names its metrics,
 * at the end what no item names, in the order of `metrics`. A metric stands once, under the first
 * item that names it: what is also taken in private is read in public first.
 */
export function agendaFigures<Item extends ItemWithMetrics, Told extends { metric: string }>(
  items: readonly Item[],
  metrics: readonly { id: string; title: string }[],
  told: readonly Told[],
): AgendaMetric<Item, Told>[] {
  const toldOf = groupsOf(told);
  const named = new Set<string>();
  const underItems = items.flatMap((item) =>
    item.metrics.flatMap(({ id, title }) => {
      if (named.has(id)) return [];
      named.add(id);
      return [{ item, metric: id, title, figures: toldOf.get(id) ?? [] }];
    }),
  );
  const others = metrics.flatMap(({ id, title }) => {
    const figures = toldOf.get(id);
    if (named.has(id) || figures === undefined) return [];
    named.add(id);
    return [{ item: undefined, metric: id, title, figures }];
  });
  return [...underItems, ...others];
}

function groupsOf<Told extends { metric: string }>(told: readonly Told[]): Map<string, Told[]> {
  const groups = new Map<string, Told[]>();
  for (const figure of told) {
    const group = groups.get(figure.metric);
    if (group) group.push(figure);
    else groups.set(figure.metric, [figure]);
  }
  return groups;
}
