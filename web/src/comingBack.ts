import { useEffect } from 'react';

/** Keeps with the page that is about to be left how far down it was read. */
export function keepPlace(): void {
  history.replaceState({ ...history.state, top: scrollY }, '');
}

/**
 * Who comes back to a page finds it where they left it. By itself the browser scrolls before the page
 * is there again, and no further than the one between is long.
 */
export function useComingBack(): void {
  useEffect(() => {
    addEventListener('popstate', scrollBack);
    return () => removeEventListener('popstate', scrollBack);
  }, []);
}

/** For so long a page that is read again may take to be as long as it was, in milliseconds. */
const patience = 1000;

function scrollBack({ state }: PopStateEvent): void {
  const top: unknown = state?.top;
  if (typeof top !== 'number') return;
  const giveUp = performance.now() + patience;
  const look = () => {
    if (history.state?.top !== top) return;
    const { scrollHeight } = document.documentElement;
    if (scrollHeight - innerHeight < top && performance.now() < giveUp) requestAnimationFrame(look);
    else scrollTo({ top, behavior: 'instant' });
  };
  requestAnimationFrame(look);
}
