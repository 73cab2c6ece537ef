// Shows the page of one record.
import { getPublicRecord } from '../../disclosure/record.js';
import { addressIn } from '../language.js';
import type { Show } from '../page-request.model.js';
import { RecordPage } from './record.render.js';

/** The record under its permanent address. */
export const showRecord: Show = async (context, { frame, path }) => {
  const written = path['record'] ?? '';
  const record = await getPublicRecord(context, written);
  if (record.recordId !== written) {
    return { movedTo: addressIn(frame.language, `/records/${record.recordId}`) };
  }
  return { page: <RecordPage frame={frame} record={record} /> };
};
