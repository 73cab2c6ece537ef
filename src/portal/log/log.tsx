// Shows the page on the log.
import { findCheckpoint } from '../../ledger/log.js';
import type { Show } from '../page-request.model.js';
import { LogPage } from './log.render.js';

/** What the log is, its latest checkpoint and its key. */
export const showLog: Show = async (context, { frame }) => {
  const checkpoint = await findCheckpoint(context.database);
  return {
    page: (
      <LogPage frame={frame} checkpoint={checkpoint ?? null} verifierKey={context.logKey.text} />
    ),
  };
};
