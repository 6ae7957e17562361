import { useQueryClient } from '@tanstack/react-query';
import type { OpenedScreen, WireScreen } from '@throughline/api/wire/presentation';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { ApiProblem, send } from '../api.ts';
import { useEvents } from '../live/useEvents.ts';
import { lookAt, screenQuery } from './presentQuery.ts';

/** What a screen has to show: the view, whether it is live, and whether the presentation is over. */
export interface ScreenNow {
  view: WireScreen | undefined;
  isLive: boolean;
  isOver: boolean;
}

/** Where no step was told for so long, the screen looks by itself. */
const lookEvery = 15_000;
const tryAgainAfter = 1_000;

/**
 * Follows a presentation on this screen. The view stays on while the next is on its way and while
 * the connection is lost. What was shown in private is nowhere but in this view, which the next one
 * takes the place of: nothing is kept of it.
 */
export function useScreen(code: string, first: WireScreen | undefined): ScreenNow {
  const client = useQueryClient();
  const [view, setView] = useState(first);
  const [token, setToken] = useState<string>();
  const [isReached, setReached] = useState(true);
  const [isOver, setOver] = useState(false);
  const asked = useRef(0);

  const look = useEffectEvent(async () => {
    if (token === undefined) return;
    asked.current += 1;
    const turn = asked.current;
    try {
      const seen = await lookAt(code, token);
      if (turn !== asked.current) return;
      setReached(true);
      setView(seen);
    } catch (error) {
      if (turn !== asked.current) return;
      if (error instanceof ApiProblem && error.status === 404) {
        forget(code);
        setOver(true);
        setView(undefined);
      } else {
        setReached(false);
        setTimeout(() => turn === asked.current && void look(), tryAgainAfter);
      }
    }
  });

  useEffect(() => {
    let isGone = false;
    const open = async () => {
      try {
        const known = kept(code);
        const screen = known ?? (await openScreen(code)).token;
        if (!isGone) setToken(screen);
      } catch (error) {
        if (isGone) return;
        if (error instanceof ApiProblem && error.status === 404) setOver(true);
        else setTimeout(open, tryAgainAfter);
      }
    };
    void open();
    return () => {
      isGone = true;
    };
  }, [code]);

  const isShut = view?.session === 'private' && !view.admitted;
  const isPrivate = view?.session === 'private' && view.admitted;
  useEffect(() => {
    if (token === undefined) return;
    void look();
    // What is private is read only when somebody has done something: each reading goes on record.
    if (isPrivate) return;
    const timer = setInterval(() => void look(), isShut ? lookEvery / 3 : lookEvery);
    return () => clearInterval(timer);
  }, [token, isShut, isPrivate]);

  useEffect(() => {
    if (!view?.idle_in) return;
    const timer = setTimeout(() => {
      // Also where nobody can be reached: nothing of a private part stays on a screen by itself.
      setView((before) => before && rested(before));
      void look();
    }, view.idle_in + 200);
    return () => clearTimeout(timer);
  }, [view]);

  const liveness = useEvents(view?.channels ?? ['record'], () => void look(), {
    whenHidden: 'stay',
  });
  useEffect(() => {
    if (liveness === 'live') void look();
  }, [liveness]);

  const channels = view?.channels.join();
  useEffect(() => {
    if (channels === undefined) return;
    // What was told while the channels changed was heard on neither.
    const timer = setTimeout(() => void look(), 1000);
    return () => clearTimeout(timer);
  }, [channels]);

  const admitted = view?.admitted ?? false;
  useEffect(() => {
    // Whatever else this page ever read goes when a private part ends.
    if (!admitted) client.removeQueries({ queryKey: screenQuery(code).queryKey });
  }, [admitted, client, code]);

  return { view, isLive: isReached && liveness !== 'not live', isOver };
}

/** A view after fifteen idle minutes, as the server will say too. */
function rested({ meeting, code, is_larger, is_zoomed, channels }: WireScreen): WireScreen {
  return {
    ...{ meeting, code, is_larger, is_zoomed, channels },
    session: 'public',
    admitted: false,
    is_blank: true,
  };
}

/** Opens a screen by a code, and keeps the token it is given for as long as its window is open. */
export async function openScreen(code: string): Promise<OpenedScreen> {
  const opened = await send<OpenedScreen>('POST', `/screens/${encodeURIComponent(code)}`);
  sessionStorage.setItem(`screen ${opened.code}`, opened.token);
  return opened;
}

function kept(code: string): string | undefined {
  return sessionStorage.getItem(`screen ${code}`) ?? undefined;
}

function forget(code: string): void {
  sessionStorage.removeItem(`screen ${code}`);
}
