import { queryOptions } from '@tanstack/react-query';
import type { DocumentPage, WireDocument } from '@throughline/api/wire/document';
import type { Unit } from '@throughline/domain/metric';
import { get } from '../api.ts';

type Page = Omit<DocumentPage, 'taken'> & {
  taken: (DocumentPage['taken'][number] & { unit: Unit })[];
};

/** Every paper, the newest first. */
export function documentsQuery() {
  return queryOptions({
    queryKey: ['documents'],
    queryFn: async (context) => {
      const list = await get<{ documents: WireDocument[] }>('/documents', context);
      return list.documents;
    },
  });
}

/** One paper with every figure taken from it. */
export function documentQuery(id: string) {
  return queryOptions({
    queryKey: ['document', id],
    queryFn: (context) => get<Page>(`/documents/${encodeURIComponent(id)}`, context),
  });
}
