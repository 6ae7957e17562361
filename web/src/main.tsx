import './style/tokens.css';
import './style/fonts.css';
import './style/base.css';
import { hydrateRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { createClient } from './api.ts';
import { type FirstPaint, fill } from './firstPaint.ts';
import { routes } from './routes.ts';
import { findRoute } from './screen.ts';

const root = document.getElementById('app');
const block = document.getElementById('first-paint');
if (!root || !block?.textContent) throw new Error('The page was not made by the server render');

const { settings, reads, after } = JSON.parse(block.textContent) as FirstPaint;
const client = createClient((path, init) => fetch(path, init));
fill(client, reads);
// What was read in private is gone from the page when its session is public again: from here too.
block.remove();

// The server's page stays as it is until the same screen is at hand: no jump, no loading state.
// Not awaited at the top level: a screen imports from this script's own chunk, and would wait for it.
void Promise.resolve(findRoute(routes, location.pathname)?.route.load()).then(() => {
  hydrateRoot(root, <App client={client} settings={settings} after={after} />);
  // Keeping pages for when there is no connection comes after everything else.
  setTimeout(async () => (await import('./offline/offline.ts')).keepForLater(client), 2000);
});
