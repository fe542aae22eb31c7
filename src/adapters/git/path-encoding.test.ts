import { describe, expect, it } from '@jest/globals';
import { comparePaths, decodePath, decodeRecords, encodePath } from './path-encoding.ts';

const PATHS: readonly (readonly [string, Buffer])[] = [
  ['ASCII', Buffer.from('src/a b.ts')],
  ['Unicode', Buffer.from('übung/日本/😀.ts')],
  ['a byte order mark', Buffer.from('\uFEFFa.ts')],
  ['a byte that is not UTF-8', Buffer.from([0x61, 0xff, 0x2e])],
  ['an overlong slash', Buffer.from([0xc0, 0xaf])],
  ['an encoded surrogate', Buffer.from([0xed, 0xb3, 0xbf])],
  ['a sequence that is cut short', Buffer.from([0x61, 0xe2, 0x82])],
  ['good after bad', Buffer.concat([Buffer.from([0x80]), Buffer.from('ü/x')])],
];

describe('paths as text', () => {
  it.each(PATHS)('%s: the bytes can be had back', (_, bytes) => {
    expect(encodePath(decodePath(bytes))).toEqual(bytes);
  });

  it('keeps paths apart that differ in bytes which are not UTF-8', () => {
    const one = decodePath(Buffer.from([0x61, 0xfe]));
    const other = decodePath(Buffer.from([0x61, 0xff]));
    expect(one).not.toBe(other);
    expect(one.isWellFormed()).toBe(false);
  });

  it('splits records, whether or not all of them are UTF-8', () => {
    expect(decodeRecords(Buffer.from('a\0b\nc\0'))).toEqual(['a', 'b\nc']);
    expect(decodeRecords(Buffer.from([0x61, 0, 0xff, 0]))).toEqual(['a', '\udcff']);
    expect(decodeRecords(Buffer.alloc(0))).toEqual([]);
  });

  it('orders by bytes, as git does, and not by UTF-16 units', () => {
    const paths = ['\u{1F600}', '\uFB01', 'z', 'Z'];
    expect([...paths].sort(comparePaths)).toEqual(['Z', 'z', '\uFB01', '\u{1F600}']);
  });
});
