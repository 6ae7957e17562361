/** What was typed under a name, or nothing where it was left empty. */
export function given(form: FormData, name: string): string | undefined {
  return String(form.get(name) ?? '').trim() || undefined;
}

/** The parts of a body that were filled in. */
export function filledIn(form: FormData, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = given(form, name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}
