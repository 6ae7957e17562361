import type { Screen } from '../screen.ts';
import { useSettings } from '../settings.ts';
import { MistakeLink } from '../ui/MistakeLink.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import styles from './accessibility.module.css';

/** What was done so that everyone can read the figures, what was not, and whom to tell. */
export const accessibilityScreen: Screen = {
  Screen: AccessibilityScreen,
  prefetch: async () => undefined,
  about: () => ({
    title: 'Accessibility',
    description: 'How these pages meet the accessibility rules, and how to report a barrier.',
  }),
};

function AccessibilityScreen() {
  const { mistakeAddress } = useSettings();
  return (
    <div className={styles.page}>
      <PageHead title="Accessibility">
        <p>
          The figures are for everyone. These pages are made to meet the Web Content Accessibility
          Guidelines 2.2 at level AA, which the law asks of councils.
        </p>
      </PageHead>
      <section aria-labelledby="can">
        <h2 id="can">What you can do</h2>
        <ul>
          <li>Read every headline, table and sentence without any script running.</li>
          <li>Use every page with a keyboard alone.</li>
          <li>
            Enlarge to 400% without reading sideways; only a chart or a wide table may scroll.
          </li>
          <li>Read every chart as a table and as a sentence that says the same.</li>
          <li>Use the colours of your own system. No meaning is carried by colour alone.</li>
          <li>Print every page. A meeting prints as a paper to hand out.</li>
          <li>
            Press / to find a page. If that gets in the way of a program you use, turn it off in the
            box it opens.
          </li>
        </ul>
      </section>
      <section aria-labelledby="tested">
        <h2 id="tested">How it was tested</h2>
        <ul>
          <li>
            Every public page with the axe checker in Chromium, at widths from 320 to 1920 pixels,
            with no failure left.
          </li>
          <li>
            Journeys by keyboard only, with script turned off, in forced colours and in print.
          </li>
        </ul>
        <p>
          These are the checks of those who made it. People who use screen readers or other aids
          every day have not yet tested it, and no outside audit has been made.
        </p>
      </section>
      <section aria-labelledby="known">
        <h2 id="known">What is not accessible</h2>
        <p>
          No barrier is known. The council’s papers themselves are not on these pages; where they
          are published, their accessibility is the publisher’s.
        </p>
      </section>
      <section aria-labelledby="tell">
        <h2 id="tell">Tell us</h2>
        {mistakeAddress === undefined ? (
          <p>Whoever runs this site has not set an address for reports. Ask the council.</p>
        ) : (
          <p>
            If something cannot be read or used, or you need a page in another form,{' '}
            <MistakeLink about="accessibility">report it</MistakeLink>
            <span className="print-only"> to {mistakeAddress.replace(/^mailto:/, '')}</span>. Say
            which page, and what you use.
          </p>
        )}
        <p>
          If the answer does not satisfy you, the{' '}
          <a href="https://www.equalityadvisoryservice.com/">
            Equality Advisory and Support Service
          </a>{' '}
          can advise you. The Equality and Human Rights Commission enforces the accessibility rules
          for public bodies.
        </p>
      </section>
    </div>
  );
}
