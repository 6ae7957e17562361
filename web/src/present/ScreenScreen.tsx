import { useQuery } from '@tanstack/react-query';
import type { Screen, Visit } from '../screen.ts';
import { EnterCode } from './EnterCode.tsx';
import styles from './present.module.css';
import { screenQuery } from './presentQuery.ts';
import { Room } from './Room.tsx';
import { useScreen } from './useScreen.ts';

/** What the room sees. It is drawn by the server too, so that it is there before any script. */
export const screenScreen: Screen = {
  Screen: ScreenScreen,
  prefetch: (client, { params: { code = '' } }) => client.prefetchQuery(screenQuery(plain(code))),
  about: () => ({ title: 'Screen in the room' }),
};

/** The page to type a code into. */
export const enterScreen: Screen = {
  Screen: () => (
    <div className={styles.enter}>
      <h1>Open a screen in the room</h1>
      <EnterCode />
    </div>
  ),
  prefetch: () => Promise.resolve(),
  about: () => ({
    title: 'Open a screen',
    description: 'Type the code that the chair sees, and this becomes the room’s screen.',
  }),
};

function ScreenScreen({ params: { code = '' } }: Visit) {
  const first = useQuery({ ...screenQuery(plain(code)), enabled: false });
  const { view, isLive, isOver } = useScreen(plain(code), first.data);
  if (view) return <Room view={view} isLive={isLive} />;
  return (
    <div className={styles.enter}>
      <h1>{isOver || first.isError ? 'No presentation is open here' : 'The screen is opening'}</h1>
      {(isOver || first.isError) && (
        <>
          <p>It has ended, or the code is another one.</p>
          <EnterCode />
        </>
      )}
    </div>
  );
}

function plain(code: string): string {
  return code.toUpperCase().replace(/[^0-9A-Z]/g, '');
}
