import type { Day } from '@throughline/domain/period';
import type { ReactNode } from 'react';
import { PageLink } from '../ui/PageLink.tsx';

interface MetricLinkProps {
  metric: string;
  /** The meeting the picture is of: the page must show the figures that were pressed on. */
  meeting: Day;
  hash?: string;
  className?: string | undefined;
  children: ReactNode;
}

/** From a figure on the picture to its page, as at the same meeting. */
export function MetricLink({ metric, meeting, hash, className, children }: MetricLinkProps) {
  return (
    <PageLink to={`/metrics/${metric}`} view={{ asAt: meeting }} hash={hash} className={className}>
      {children}
    </PageLink>
  );
}
