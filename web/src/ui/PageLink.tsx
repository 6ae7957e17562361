import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { hrefOf, usePlace, type View } from '../view.ts';

interface PageLinkProps {
  to: string;
  /** What the link changes of the view; the as-at day is kept unless it says otherwise. */
  view?: Partial<View>;
  /** The part of the page, without its sign. */
  hash?: string | undefined;
  children: ReactNode;
  className?: string | undefined;
  /** Whether this is where the reader is: the page itself, or a page beneath it. */
  current?: boolean | 'within' | undefined;
}

/** A link to a page of the product that keeps the day the reader has chosen. */
export function PageLink({ to, view, hash, children, className, current }: PageLinkProps) {
  const { asAt } = usePlace().view;
  return (
    <Link
      href={hrefOf(to, { asAt, ...view }, hash)}
      className={className}
      aria-current={current === 'within' ? 'true' : current ? 'page' : undefined}
    >
      {children}
    </Link>
  );
}
