import type { WireSource } from '@throughline/api/wire/figure';
import { PageLink } from '../ui/PageLink.tsx';

/** The return that a figure was first given in, where its source is the paper that printed it since. */
export function FirstGiven({ source: { first } }: { source: WireSource }) {
  if (first === undefined) return null;
  return (
    <>
      First given in <PageLink to={`/documents/${first.document}`}>{first.document_title}</PageLink>
      .
    </>
  );
}
