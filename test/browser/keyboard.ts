import type { Page } from 'playwright';

/** What a walk through a page by the Tab key met. */
export interface Walk {
  /** The text of what is reached first. */
  first: string;
  /** What can be pressed with a pointer but was not reached, and what did not show the focus. */
  unreached: string[];
  unmarked: string[];
}

/** Presses Tab until everything that can be used must have had its turn. */
export async function tabThrough(page: Page): Promise<Walk> {
  const count = await page.evaluate(() => {
    const usable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const all = [...document.querySelectorAll<HTMLElement>(usable)].filter(
      (each) =>
        each.tabIndex >= 0 &&
        !each.matches(':disabled, [type="hidden"], [inert] *') &&
        each.checkVisibility({ visibilityProperty: true }),
    );
    const walk = { all, reached: [] as Element[], unmarked: [] as Element[] };
    Object.assign(window, { walk });
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof Element)) return;
      walk.reached.push(target);
      const shown = [target, ...target.querySelectorAll('*')].some((each) => {
        const { outlineStyle, boxShadow } = getComputedStyle(each);
        return outlineStyle !== 'none' || boxShadow !== 'none';
      });
      if (!shown) walk.unmarked.push(target);
    });
    // A day or a time is several parts, each with a turn of its own.
    const inParts = all.filter((each) => each.matches('[type="date"], [type="time"]'));
    return all.length + inParts.length * 4;
  });
  // Regions that scroll take a turn of their own, so a few more than there are parts.
  for (let press = 0; press < count + 10; press++) await page.keyboard.press('Tab');

  return page.evaluate(() => {
    const { all, reached, unmarked } = Reflect.get(window, 'walk') as Record<string, HTMLElement[]>;
    const named = (each: Element) => each.outerHTML.replace(/\s+/g, ' ').slice(0, 160);
    const had = new Set(reached);
    // Of a group of radio buttons the keyboard reaches one, and the arrows the others.
    const group = (each: Element) =>
      each instanceof HTMLInputElement && each.type === 'radio' ? each.name : each;
    const groups = new Set([...had].map(group));
    return {
      first: reached?.[0]?.textContent ?? '',
      unreached: (all ?? []).filter((each) => !groups.has(group(each))).map(named),
      unmarked: [...new Set(unmarked)].map(named),
    };
  });
}

/** Where the keyboard is now. */
export function readKeyboard(page: Page): Promise<{ isInMain: boolean; text: string }> {
  return page.evaluate(() => ({
    isInMain: document.activeElement?.closest('main') !== null,
    text: document.activeElement?.textContent ?? '',
  }));
}
