import { keysOf, type View } from '../view.ts';

/** What a form of one choice keeps of the view: without script a form's fields are the address. */
export function HiddenView({ view }: { view: Partial<View> }) {
  return Object.entries(keysOf(view)).map(
    ([key, value]) => value && <input key={key} type="hidden" name={key} value={value} />,
  );
}
