/**
 * The host's WebAssembly, of which the language itself says nothing: browsers, Node and worker threads have it.
 */

/** What is used of a host's WebAssembly. */
interface WebAssembly {
  readonly validate: (bytes: Uint8Array) => boolean
  readonly instantiate: (
    bytes: Uint8Array,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  ) => Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>
}

/** A memory that a module exports. It grows by pages of 64 KiB. */
export interface Memory {
  readonly buffer: ArrayBuffer
  readonly grow: (pages: number) => number
}

const host = (): WebAssembly | undefined => (globalThis as { readonly WebAssembly?: WebAssembly }).WebAssembly

/** A module of one function that gives a vector: `(func (result v128) (i8x16.splat (i32.const 0)))`. */
const vectorModule = Uint8Array.of(
  0,
  0x61,
  0x73,
  0x6d,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  0x60,
  0,
  1,
  0x7b,
  3,
  2,
  1,
  0,
  10,
  8,
  1,
  6,
  0,
  0x41,
  0,
  0xfd,
  15,
  0x0b
)

/** WebAssembly's memory has the lower byte first, whatever the processor; arrays over it read right where that is so. */
const hasLowerByteFirst = (): boolean => new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Whether the host has WebAssembly with vectors of 128 bits. */
export const hasVectors = (): boolean => (host()?.validate(vectorModule) ?? false) && hasLowerByteFirst()

/** Makes a module of bytes and starts it. */
export const instantiate: WebAssembly["instantiate"] = (bytes, imports) => {
  const found = host()
  if (found === undefined) throw new Error("this host has no WebAssembly: ask `WasmKernel.isSupported` first")
  return found.instantiate(bytes, imports)
}
