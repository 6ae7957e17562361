import { queryOptions } from '@tanstack/react-query';
import type { WireDocument } from '@throughline/api/wire/document';
import type { MeetingList } from '@throughline/api/wire/meeting';
import type { WireMetric } from '@throughline/api/wire/metric';
import { dayLabel } from '@throughline/domain/period';
import { get } from '../api.ts';
import { termGroups } from '../glossary/terms.ts';
import type { Findable } from './findable.ts';

/** Everything that can be found by its name: metrics, meetings, papers and terms. */
export function findQuery() {
  return queryOptions({
    queryKey: ['find'],
    queryFn: async (context): Promise<Findable[]> => {
      const [{ metrics }, { meetings }, { documents }] = await Promise.all([
        get<{ metrics: WireMetric[] }>('/metrics', context),
        get<MeetingList>('/meetings', context),
        get<{ documents: WireDocument[] }>('/documents', context),
      ]);
      return [
        ...metrics.map(
          ({ id, title, caption, topic_title: topic }): Findable => ({
            kind: 'metric',
            path: `/metrics/${id}`,
            title,
            hint: caption,
            also: topic,
          }),
        ),
        ...meetings.toReversed().map(
          ({ date, state }): Findable => ({
            kind: 'meeting',
            path: `/meetings/${date}`,
            title: `Meeting of ${dayLabel(date)}`,
            hint: state === 'held' ? '' : state,
            also: date,
          }),
        ),
        ...documents.map(
          ({ id, title, meeting }): Findable => ({
            kind: 'document',
            path: `/documents/${id}`,
            title,
            hint: '',
            also: meeting ? dayLabel(meeting) : '',
          }),
        ),
        ...termGroups.flatMap(({ terms }) =>
          terms.map(
            ({ id, term, also = '' }): Findable => ({
              kind: 'term',
              path: '/glossary',
              hash: id,
              title: term,
              hint: '',
              also,
            }),
          ),
        ),
      ];
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
