/**
 * The one script that a page names. It lets styles and fonts have the line to themselves until the page
 * has been painted, and only then fetches what makes it answer.
 */
const { script = '', also = '' } = document.currentScript?.dataset ?? {};
let isBegun = false;

// A page behind another is not painted, but it is loaded.
addEventListener('load', begin);
new PerformanceObserver(begin).observe({ type: 'paint', buffered: true });

function begin(): void {
  if (isBegun) return;
  isBegun = true;
  for (const href of also.split(' ').filter(Boolean)) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = href;
    document.head.append(link);
  }
  import(/* @vite-ignore */ script);
}
