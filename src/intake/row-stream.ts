// Reads a file through a row worker: chunks of prepared rows, read a little ahead, memory bounded.
import { Worker } from 'node:worker_threads';
import type { CatalogueItem } from '../catalogue/item.model.js';
import { Refusal, type RefusalSpec, refusalRegister } from '../kernel/errors.js';
import './file-refusals.js';
import type { BatchFrame, FileSummary, PreparedChunk } from './prepared.model.js';
import type { FromWorker, ToWorker } from './row-worker.model.js';

// Pieces of this size are sent to the worker; so many may be under way before the oldest is answered.
const pieceBytes = 256 * 1024;
const piecesAhead = 8;
// Rows are short-lived; with the usual 48 MB a quarter of the worker's time goes into
// collecting garbage.
const youngMegabytes = 96;

/** One thread and the requests it has not answered yet. */
class RowWorker {
  readonly #worker = new Worker(new URL('./row-worker.js', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  });
  readonly #waiting: {
    resolve: (message: FromWorker) => void;
    reject: (error: Error) => void;
  }[] = [];
  isBroken = false;

  constructor() {
    this.#worker.on('message', (message: FromWorker) => this.#waiting.shift()?.resolve(message));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the row worker ended')));
    this.rest();
  }

  /** Does not keep the process alive while nothing is read. */
  rest(): void {
    this.#worker.unref();
  }

  work(): void {
    this.#worker.ref();
  }

  stop(): void {
    void this.#worker.terminate();
  }

  ask(message: ToWorker, transfer: ArrayBuffer[] = []): Promise<FromWorker> {
    const answered = new Promise<FromWorker>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
    // Requests sent ahead may fail after the reader has given up; their failure is known from the first.
    answered.catch(() => {});
    this.#worker.postMessage(message, transfer);
    return answered;
  }

  #fail(error: Error): void {
    this.isBroken = true;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error);
  }
}

// A thread costs a tenth of a second to start and tens of megabytes to keep.
const mostResting = 2;
const resting: RowWorker[] = [];

/**
 * Prepared rows of a file, chunk by chunk, in the file's order; at the end the summary of the file.
 * Refuses what the table reader refuses (`file.*`).
 */
export async function* streamRows(
  item: CatalogueItem,
  frame: BatchFrame,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<PreparedChunk, FileSummary> {
  const worker = resting.pop() ?? new RowWorker();
  worker.work();
  try {
    expectReply(await worker.ask({ do: 'begin', item, frame }));
    const ahead: Promise<FromWorker>[] = [];
    for await (const piece of inPieces(bytes)) {
      ahead.push(worker.ask({ do: 'read', bytes: piece }, [piece.buffer as ArrayBuffer]));
      if (ahead.length < piecesAhead) continue;
      yield* chunksOf(expectReply(await (ahead.shift() as Promise<FromWorker>)));
    }
    const last = worker.ask({ do: 'finish' });
    for (const answered of ahead) yield* chunksOf(expectReply(await answered));
    const reply = expectReply(await last);
    if (reply.did !== 'finished') throw new Error(`unexpected reply ${reply.did}`);
    yield* reply.chunks;
    return reply.summary;
  } finally {
    worker.rest();
    // Left in the middle of a file it answers what it was sent, to nobody, and then the next `begin`.
    if (!worker.isBroken && resting.length < mostResting) resting.push(worker);
    else worker.stop();
  }
}

function* chunksOf(reply: FromWorker): Generator<PreparedChunk> {
  if (reply.did === 'read') yield* reply.chunks;
}

function expectReply(reply: FromWorker): FromWorker {
  // `refusalRegister` knows the worker's refusals because their registers are imported here too.
  if (reply.did === 'refused') {
    throw new Refusal(reply.code, refusalRegister.get(reply.code) as RefusalSpec, reply.values);
  }
  if (reply.did === 'failed') throw new Error(reply.message);
  return reply;
}

/** Cuts the stream into pieces whose memory can be given away. */
async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      yield new Uint8Array(chunk.subarray(at, at + pieceBytes));
    }
  }
}
