import { type ComponentType, useEffect, useState } from 'react';

/** Follows what happens after `after`, once the page is painted; its script comes only then. */
export function Live({ after }: { after?: string | undefined }) {
  const [Following, setFollowing] = useState<ComponentType<{ after?: string | undefined }>>();
  useEffect(() => {
    const load = () => {
      // A script that cannot be had leaves a page that can be read.
      import('./FollowRecord.tsx').then(
        (file) => setFollowing(() => file.FollowRecord),
        () => undefined,
      );
    };
    const timer = setTimeout(load, 500);
    return () => clearTimeout(timer);
  }, []);
  return Following ? <Following after={after} /> : null;
}
