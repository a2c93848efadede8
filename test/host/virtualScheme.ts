/** Of the folder of the virtual workspace, which is served from memory; its suites are those in `virtual/`. */
export const VIRTUAL_SCHEME = 'vappt-test-memory';
