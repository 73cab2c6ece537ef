// The FILE of a command: a path, or `-` for standard input; opened, looked at, and given from its beginning.
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { dayInShanghai, type IsoDay } from '../kernel/time.js';
import { refuse } from './refusals.js';

/** A file that can be read as often as needed. Close it when done. */
export interface SourceFile {
  /** Its name without the folders. */
  readonly name: string;
  readonly bytes: number;
  /** The day on which it was last changed; undefined for standard input. */
  readonly modifiedOn: IsoDay | undefined;
  /** Its bytes from the beginning. */
  open(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

const chunkBytes = 1 << 18;
// ZIP (xlsx, ods) and the compound file of old workbooks.
const workbookBeginnings = ['504b0304', 'd0cf11e0a1b11ae1'];

/** Opens FILE. Refuses `cli.file_missing`, `file_is_folder`, `file_unreadable`, `file_is_workbook`, `input_is_terminal`. */
export async function openSourceFile(file: string): Promise<SourceFile> {
  const { handle, isStored } = file === '-' ? await takeInput() : await openPath(file);
  const { size, mtimeMs } = await handle.stat();
  const source = {
    name: file === '-' ? 'stdin' : basename(file),
    bytes: size,
    modifiedOn: isStored ? dayInShanghai(mtimeMs) : undefined,
    open: () =>
      createReadStream('', { fd: handle, start: 0, autoClose: false, highWaterMark: chunkBytes }),
    close: () => handle.close(),
  };
  if (await isWorkbook(handle)) {
    await source.close();
    throw refuse.file_is_workbook({ file });
  }
  return source;
}

interface Opened {
  readonly handle: FileHandle;
  /** A file of its own, and not what came through a pipe. */
  readonly isStored: boolean;
}

async function openPath(file: string): Promise<Opened> {
  try {
    const status = await stat(file);
    if (status.isDirectory()) throw refuse.file_is_folder({ file });
    const handle = await open(file, 'r');
    if (status.isFile()) return { handle, isStored: true };
    return { handle: await spool(handle.createReadStream()), isStored: false };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw refuse.file_missing({ file });
    if (code === 'EACCES' || code === 'EPERM') throw refuse.file_unreadable({ file, reason: code });
    throw error;
  }
}

async function takeInput(): Promise<Opened> {
  if (process.stdin.isTTY) throw refuse.input_is_terminal();
  return { handle: await spool(process.stdin), isStored: false };
}

// A batch may have to be read again from its beginning, so what comes through a pipe is put by: in a file without
// a name, which is gone with this process however that ends.
async function spool(input: AsyncIterable<Uint8Array>): Promise<FileHandle> {
  const path = join(tmpdir(), `xinheng-${randomBytes(12).toString('hex')}`);
  const handle = await open(path, 'wx+', 0o600);
  await unlink(path);
  for await (const bytes of input) await handle.writeFile(bytes);
  return handle;
}

async function isWorkbook(handle: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
  const beginning = buffer.subarray(0, bytesRead).toString('hex');
  return workbookBeginnings.some((known) => beginning.startsWith(known));
}
