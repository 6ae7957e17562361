export type Target = {
  /**
   * what the printed line calls it
   */
  name: string;
  /**
   * the folder that is made
   */
  out: string;
  /**
   * the files and folders whose change asks for a new build
   */
  sources: string[];
  /**
   * whether there is anything to build yet
   */
  exists: () => boolean;
  build: () => Promise<void>;
};
