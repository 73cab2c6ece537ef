// Shows an organisation who looked at it.
import { readUscc } from '../../codes/uscc.js';
import { listOwnReadings } from '../../http/nonpublic.js';
import type { Show } from '../page-request.model.js';
import { ReadingsPage } from './readings.render.js';

const readingsAPage = 20;

/** A page of the looks, newest first. */
export const showReadings: Show = async (context, { frame, path, query, visitor }) => {
  const uscc = readUscc(path['uscc'] ?? '').code;
  const page = { uscc, limit: readingsAPage, after: query['after'] };
  const { readings, next } = await listOwnReadings(context, visitor.principal, page);
  return { page: <ReadingsPage {...{ frame, uscc, readings, next }} />, secret: true };
};
