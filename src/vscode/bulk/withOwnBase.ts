import type { BulkJob } from '../../core/bulk/job';
import { bodyValue } from '../../core/payload/body';
import type { Services } from '../services';

/** A job that is sent on what its document was made from: the name of a job is the URI of its document. */
export function withOwnBase(job: BulkJob, { bases }: Pick<Services, 'bases'>): BulkJob {
  return {
    ...job,
    async load() {
      const loaded = await job.load();
      if (loaded.kind !== 'document') return loaded;
      const { document } = loaded;
      const own = bases.of({ document: job.name, body: bodyValue(document) });
      return {
        ...loaded,
        around: async (parts, send) => ({
          record: await send({ ...parts, bases: own }),
          document,
        }),
      };
    },
  };
}
