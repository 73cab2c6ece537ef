// Seals the audit trail into the city log: events become the leaves of a batch, as entries do.
import { takeUnsealed, writeSeals } from '../audit/sealing.js';
import { trailEventBytes } from '../audit/trail.model.js';
import type { Database, Transaction } from '../kernel/database.js';
import { newId } from '../kernel/ids.js';
import type { Clock } from '../kernel/time.js';
import type { BatchHeader } from './batch-leaf.js';
import { leafHash } from './merkle.js';
import { type Tile, TileWriter } from './tiles.js';

/** What stands for agency and kind in the log's leaf of such a batch. */
const sealedBy = { agencyCode: 'platform', kind: 'audit-trail' };

/**
 * Seals what waits, in batches of `most` events at most; they then wait for their place in the log. Safe in any
 * number of processes. The log says how many events there were, when, and their root: nothing of what they say.
 * @returns how many events were sealed.
 */
export async function sealTrail(database: Database, clock: Clock, most: number): Promise<number> {
  let sealed = 0;
  for (;;) {
    const taken = await database.transaction((tx) => sealBatch(tx, clock, most));
    sealed += taken;
    if (taken < most) return sealed;
  }
}

async function sealBatch(tx: Transaction, clock: Clock, most: number): Promise<number> {
  const events = await takeUnsealed(tx, most);
  if (events.length === 0) return 0;
  const receivedAt = clock.now();
  const header = { batchId: newId(receivedAt), type: 'trail' as const, ...sealedBy, receivedAt };
  const tree = new TileWriter();
  for (const event of events) tree.push(leafHash(trailEventBytes(event)));
  const { root, tiles } = tree.finish();
  await writeTiles(tx, header.batchId, tiles);
  await writeSeals(tx, header.batchId, events);
  await placeBatch(tx, header, { entries: events.length, root });
  return events.length;
}

async function writeTiles(tx: Transaction, batchId: string, tiles: readonly Tile[]): Promise<void> {
  await tx.query(
    `insert into ledger_tile (batch_id, level, tile, hashes)
     select $1, * from unnest($2::smallint[], $3::integer[], $4::bytea[])`,
    [
      batchId,
      tiles.map(({ level }) => level),
      tiles.map(({ tile }) => tile),
      tiles.map(({ hashes }) => hashes),
    ],
  );
}

async function placeBatch(
  tx: Transaction,
  { batchId, type, agencyCode, kind, receivedAt }: BatchHeader,
  { entries, root }: { readonly entries: number; readonly root: Buffer },
): Promise<void> {
  await tx.query(
    `insert into ledger_batch (batch_id, type, agency_code, kind, entries, root, received_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [batchId, type, agencyCode, kind, entries, root, new Date(receivedAt)],
  );
  await tx.query('insert into ledger_outbox (batch_id) values ($1)', [batchId]);
}
