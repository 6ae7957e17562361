import { type ComponentType, useEffect, useState } from 'react';

/** Follows what happens, once the page has been painted and the browser has nothing else to do. */
export function Live() {
  const [Following, setFollowing] = useState<ComponentType>();
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
  return Following ? <Following /> : null;
}
