// A value that is read again only after a while; readers do not wait while it is read again.

/** Keeps what `load` gave. After `periodMilliseconds` the next reader has it loaded again in the background. */
export class Cached<Value> {
  readonly #load: () => Promise<Value>;
  readonly #periodMilliseconds: number;
  #value: { readonly of: Value } | undefined;
  #loadedAt = 0;
  #loading: Promise<Value> | undefined;

  constructor(periodMilliseconds: number, load: () => Promise<Value>) {
    this.#periodMilliseconds = periodMilliseconds;
    this.#load = load;
  }

  /** The value, loaded at most `periodMilliseconds` ago or being loaded anew; the first reader waits for it. */
  async get(): Promise<Value> {
    if (this.#value === undefined) return this.#reload();
    // Elapsed time, not the platform's clock: the demo city's clock stands still or jumps.
    if (performance.now() - this.#loadedAt > this.#periodMilliseconds) {
      this.#reload().catch(() => {
        // The old value stays; the next reader after the period asks again.
      });
    }
    return this.#value.of;
  }

  #reload(): Promise<Value> {
    this.#loading ??= this.#load()
      .then((value) => {
        this.#value = { of: value };
        return value;
      })
      .finally(() => {
        this.#loadedAt = performance.now();
        this.#loading = undefined;
      });
    return this.#loading;
  }
}
