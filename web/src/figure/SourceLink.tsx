import type { WireSource } from '@throughline/api/wire/figure';
import { PageLink } from '../ui/PageLink.tsx';

/**
 * Where a figure is printed, as a link to that place on the document's page. Nothing for a figure
 * that is not shown, whose place is not said either.
 */
export function SourceLink({ source }: { source: WireSource }) {
  if (source.locator === '') return null;
  return (
    <PageLink to={`/documents/${source.document}`} hash={anchorOf(source.locator)}>
      {source.locator}
    </PageLink>
  );
}

/** The name of a place in a document, for addresses: "paragraph 9.4, table" is `paragraph-9-4-table`. */
export function anchorOf(locator: string): string {
  return locator
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
