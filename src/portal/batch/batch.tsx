// Shows the page of a batch.
import { getPublicBatch } from '../../disclosure/batch.js';
import type { Show } from '../page-request.model.js';
import { BatchPage } from './batch.render.js';

/** The public facts of a batch. */
export const showBatch: Show = async (context, { frame, path }) => ({
  page: <BatchPage frame={frame} batch={await getPublicBatch(context, path['batch'] ?? '')} />,
});
