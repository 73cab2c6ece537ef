// The stored form of prepared rows: its number and its shape go together.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { csvOf, intakeTest, penaltyRow, testAgency } from '../../test/support/intake.js';
import { bytesOf } from '../../test/support/writing.js';
import { newId } from '../kernel/ids.js';
import { chunkFormat, packChunk, unpackChunk } from './pending-chunks.js';
import { streamRows } from './row-stream.js';
import { frameOf } from './submit.js';

// For each number the members of a chunk, with what they hold.
const shapes: Readonly<Record<number, string>> = {
  1: 'bytesRead:Number entries:{contentDigests:Uint8Array entryEnds:Uint32Array entryRows:Uint8Array leafHashes:Uint8Array wordEnds:Uint32Array wordRows:Uint8Array} findings:Array lines:Uint32Array masked:Number recordIds:Uint8Array subjectIds:Uint8Array subjects:Uint8Array verdicts:Array',
};

function shapeOf(value: object): string {
  return Object.entries(value)
    .map(([name, member]: [string, unknown]) => {
      const type = (member as object).constructor.name;
      return `${name}:${type === 'Object' ? `{${shapeOf(member as object)}}` : type}`;
    })
    .sort()
    .join(' ');
}

it('a stored chunk is what was prepared, in the shape of its number', async () => {
  const city = await intakeTest();
  const item = city.catalogue.get('administrative-penalty', '2026-04-10');
  const batchId = newId(city.clock.now());
  const today = '2026-04-10';
  const frame = frameOf(city, { batchId, agencyCode: testAgency, today, sourceDay: today });
  const rows = streamRows(item, frame, bytesOf(csvOf(item, [penaltyRow(1), penaltyRow(2)])));
  const chunks = [];
  for await (const chunk of rows) chunks.push(chunk);
  const [chunk] = chunks;
  assert.ok(chunk && chunks.length === 1);
  assert.equal(
    shapeOf(chunk),
    shapes[chunkFormat],
    'PreparedChunk changed: raise chunkFormat and add its shape here, or stored batches are misread',
  );
  const content = packChunk(chunk);
  assert.deepEqual(unpackChunk({ format: chunkFormat, content }), chunk);
  assert.equal(unpackChunk({ format: chunkFormat + 1, content }), undefined);
});
