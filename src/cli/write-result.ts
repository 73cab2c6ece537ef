// Writes what a command made to a file.
import { writeFile } from 'node:fs/promises';
import { refuse } from './refusals.js';

/** Writes the file anew. Refuses `cli.file_not_written`. */
export async function writeResult(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw refuse.file_not_written({ file, reason: code ?? message });
  }
}
