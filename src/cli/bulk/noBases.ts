import type { BaseStore } from '../../core/send/base';

/** Many sends keep nothing: no tag of one run is of use to the next. */
export const NO_BASES: BaseStore = {
  get: () => undefined,
  set: () => Promise.resolve(),
  delete: () => Promise.resolve(),
};
