import { type Placeholder, sql } from 'drizzle-orm';

/** A question in which each value may have a name in its place, to be given when it is asked. */
export type Bindable<Asked> = Asked extends string | number | Date
  ? Asked | Placeholder
  : Asked extends boolean | undefined
    ? Asked
    : { [Key in keyof Asked]: Bindable<Asked[Key]> };

/** A question with a name in place of each value, and the values by these names. */
export function named<Asked>(asked: Asked): {
  value: Bindable<Asked>;
  values: Record<string, string | number>;
} {
  const values: Record<string, string | number> = {};
  return { value: place(asked, '') as Bindable<Asked>, values };

  function place(value: unknown, name: string): unknown {
    if (typeof value === 'string' || typeof value === 'number' || value instanceof Date) {
      values[name] = value instanceof Date ? value.toISOString() : value;
      return sql.placeholder(name);
    }
    if (Array.isArray(value)) return value.map((one, at) => place(one, `${name}.${at}`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, place(one, `${name}.${key}`)]),
    );
  }
}
