import { useQueryClient } from '@tanstack/react-query';
import type { PresentationPage, WireCommand } from '@throughline/api/wire/presentation';
import { useEffect, useRef, useState } from 'react';
import { ApiProblem, send } from '../api.ts';
import { useEvents } from '../live/useEvents.ts';
import { presentationQuery } from './presentQuery.ts';

/** Gives commands one after another, each from where the one before left the presentation. */
export function usePresenting(page: PresentationPage) {
  const client = useQueryClient();
  const { queryKey } = presentationQuery(page.meeting);
  const path = `/presentations/${page.meeting}`;
  const latest = useRef(page);
  latest.current = page;
  const line = useRef(Promise.resolve());
  const [problem, setProblem] = useState<string>();

  const become = (next: PresentationPage) => {
    latest.current = next;
    client.setQueryData(queryKey, next);
  };
  const inLine = (act: () => Promise<PresentationPage>) => {
    line.current = line.current.then(async () => {
      try {
        become(await act());
        setProblem(undefined);
      } catch (error) {
        setProblem(error instanceof Error ? error.message : 'Something went wrong');
        // Somebody else has moved on: from there it goes on.
        if (error instanceof ApiProblem) await client.invalidateQueries({ queryKey });
        const found = client.getQueryData(queryKey);
        if (found) latest.current = found;
      }
    });
    return line.current;
  };

  const channels = page.open ? [`presentation:${page.open.code}`, 'record'] : ['record'];
  const liveness = useEvents(
    channels,
    ({ channel, visibility, about }) => {
      const { open } = latest.current;
      if (channel !== 'record' && about['version'] === open?.version) return;
      void client.invalidateQueries({ queryKey });
      // A screen that was let in is told of nothing private in the record, so it is told here.
      if (channel === 'record' && visibility === 'private' && open?.session === 'private') {
        void act({ do: 'refresh' });
      }
    },
    { whenHidden: 'stay' },
  );

  const act = (command: WireCommand) =>
    inLine(() =>
      send<PresentationPage>('POST', `${path}/steps`, {
        seen: latest.current.open?.version ?? 0,
        command,
      }),
    );

  const { open } = page;
  useEffect(() => {
    if (!open?.room.idle_in) return;
    const left = open.room.idle_in + 200;
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey }), left);
    return () => clearTimeout(timer);
  }, [open, client, queryKey]);

  return {
    act,
    open: () => inLine(() => send<PresentationPage>('POST', path)),
    close: () => inLine(() => send<PresentationPage>('DELETE', path)),
    refresh: () => client.invalidateQueries({ queryKey }),
    problem,
    isLive: liveness !== 'not live',
  };
}

/** How a remote gives its commands. */
export type Presenting = ReturnType<typeof usePresenting>;
