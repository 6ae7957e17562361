import { queryOptions } from '@tanstack/react-query';
import type { DecisionPage } from '@throughline/api/wire/recording';
import { get } from '../api.ts';

/** A decision as it is recorded, with all that was recorded of it, for those who answer. */
export function decisionQuery(kind: string, id: string) {
  return queryOptions({
    queryKey: ['decision', kind, id],
    queryFn: (context) =>
      get<DecisionPage>(
        `/decisions/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`,
        context,
      ),
  });
}
