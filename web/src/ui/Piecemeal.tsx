import { type ReactNode, Suspense } from 'react';

/**
 * A part of a long page that React takes over from the server's page by itself, a few milliseconds at
 * a time, so that the page answers meanwhile. It stands as it was sent until then.
 */
export function Piecemeal({ children }: { children: ReactNode }) {
  return <Suspense>{children}</Suspense>;
}
