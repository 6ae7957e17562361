import type { WireEvent } from '@throughline/api/wire/event';
import { useEffect, useEffectEvent, useState } from 'react';
import { type Hearing, hear, type Liveness } from './hear.ts';

/**
 * Listens to channels for as long as the component is shown, and says whether it can. From `after`,
 * or else from when it first hears, nothing is missed: a lost connection catches up.
 */
export function useEvents(
  channels: readonly string[],
  onEvent: (event: WireEvent) => void,
  { after, whenHidden }: Pick<Hearing, 'after' | 'whenHidden'> = {},
): Liveness | 'beginning' {
  const [liveness, setLiveness] = useState<Liveness | 'beginning'>('beginning');
  const told = useEffectEvent(onEvent);
  const listed = channels.join(',');
  useEffect(
    () =>
      hear({
        channels: listed.split(','),
        after,
        whenHidden,
        onEvent: told,
        onLiveness: setLiveness,
      }),
    [listed, after, whenHidden],
  );
  return liveness;
}
