import { createContext, useContext } from 'react';

/** What the person who runs the product has set, and a page needs to know. */
export interface Settings {
  /** Where "report a mistake" goes: an e-mail address or a web address. */
  mistakeAddress?: string | undefined;
}

/** Hands the settings to every page. */
export const SettingsContext = createContext<Settings>({});

/** The settings of this server. */
export function useSettings(): Settings {
  return useContext(SettingsContext);
}
