// Bytes written one behind the other into memory that grows and is kept: for what is put together piece by piece.

const firstCapacity = 1 << 16;

/** A buffer that grows. Integers are big-endian, as PostgreSQL sends and receives them. */
export class GrowingBytes {
  #bytes: Buffer = Buffer.allocUnsafeSlow(firstCapacity);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  add(value: Uint8Array): void {
    this.#room(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  integer(value: number): void {
    this.#room(4);
    this.#length = this.#bytes.writeInt32BE(value, this.#length);
  }

  /** Adds the text in UTF-8; gives how many bytes it took. */
  text(text: string): number {
    this.#room(text.length * 3);
    const written = this.#bytes.write(text, this.#length, 'utf8');
    this.#length += written;
    return written;
  }

  /** Adds a text of characters below 256, one byte each. */
  latin1(text: string): void {
    this.#room(text.length);
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
  }

  /** Adds what stands between `start` and `end` of another one. */
  copy(source: GrowingBytes, start: number, end: number): void {
    this.#room(end - start);
    this.#length += source.#bytes.copy(this.#bytes, this.#length, start, end);
  }

  /** Writes over what stands at `at`. */
  set(value: Uint8Array, at: number): void {
    this.#bytes.set(value, at);
  }

  setByte(value: number, at: number): void {
    this.#bytes[at] = value;
  }

  setInteger(value: number, at: number): void {
    this.#bytes.writeInt32BE(value, at);
  }

  /** A view of what stands between `start` and `end`, good until something is added. */
  view(start: number, end: number): Buffer {
    return this.#bytes.subarray(start, end);
  }

  /** All of it in memory of its own, which can be handed to another thread; begins anew. */
  take(): Uint8Array {
    const taken = new Uint8Array(this.#length);
    taken.set(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  #room(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, needed));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
