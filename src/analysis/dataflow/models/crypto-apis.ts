/** Which ciphers, digests, curves and key sizes no longer hold, and where they are named. Data: a new library is a row. */

/** Calls whose first argument names a cipher (nodejs.org/api/crypto.html, github.com/digitalbazaar/forge#ciphers). */
export const CIPHER_CALLS: ReadonlyMap<string, 'encrypts' | 'decrypts'> = new Map([
  ['crypto.createCipheriv', 'encrypts'],
  ['crypto.createCipher', 'encrypts'],
  ['crypto.createDecipheriv', 'decrypts'],
  ['crypto.createDecipher', 'decrypts'],
  ['node-forge.cipher.createCipher', 'encrypts'],
  ['node-forge.cipher.createDecipher', 'decrypts'],
]);

/** Calls that derive key and IV from a password in a way that repeats them (removed in Node.js 22). */
export const UNSALTED_CIPHERS: ReadonlySet<string> = new Set(['crypto.createCipher', 'crypto.createDecipher']);

/** Ciphers by a part of their name, with what is wrong (NIST SP 800-131A, RFC 7465, sweet32.info). */
export const BROKEN_CIPHERS: ReadonlyMap<string, string> = new Map([
  ['des', 'keys of 56 bits can be tried out'],
  ['3des', 'blocks of 64 bits repeat'],
  ['des3', 'blocks of 64 bits repeat'],
  ['ede', 'blocks of 64 bits repeat'],
  ['ede3', 'blocks of 64 bits repeat'],
  ['tripledes', 'blocks of 64 bits repeat'],
  ['rc2', 'it is broken'],
  ['rc4', 'its stream can be told from chance'],
  ['arcfour', 'its stream can be told from chance'],
  ['rc4drop', 'its stream can be told from chance'],
  ['bf', 'blocks of 64 bits repeat'],
  ['blowfish', 'blocks of 64 bits repeat'],
  ['cast5', 'blocks of 64 bits repeat'],
  ['cast', 'blocks of 64 bits repeat'],
  ['idea', 'blocks of 64 bits repeat'],
  ['rabbit', 'nobody has looked at it for long'],
]);

/** Members of `crypto-js` that are ciphers of the list above (cryptojs.gitbook.io/docs). */
export const CRYPTO_JS_CIPHERS: ReadonlyMap<string, string> = new Map([
  ['DES', 'des'],
  ['TripleDES', 'tripledes'],
  ['RC4', 'rc4'],
  ['RC4Drop', 'rc4drop'],
  ['Rabbit', 'rabbit'],
  ['RabbitLegacy', 'rabbit'],
  ['Blowfish', 'blowfish'],
]);

/** Digests for which collisions have been made (RFC 6151, shattered.io). */
export const BROKEN_DIGESTS: ReadonlySet<string> = new Set([
  ...['md2', 'md4', 'md5', 'sha', 'sha0', 'sha1', 'ripemd', 'ripemd128', 'rmd160', 'ripemd160', 'md5sha1'],
]);

/** Functions that are a digest by themselves, and which. */
export const DIGEST_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['md5', 'md5'],
  ['js-md5', 'md5'],
  ['js-md5.md5', 'md5'],
  ['blueimp-md5', 'md5'],
  ['md5-hex', 'md5'],
  ['ts-md5.Md5.hashStr', 'md5'],
  ['spark-md5.hash', 'md5'],
  ['sha1', 'sha1'],
  ['js-sha1', 'sha1'],
  ['sha.js', 'sha'],
  ['js-sha256', 'sha256'],
  ['js-sha256.sha256', 'sha256'],
  ['js-sha512', 'sha512'],
  ['js-sha512.sha512', 'sha512'],
  ['sha256', 'sha256'],
  ['crypto-js.MD5', 'md5'],
  ['crypto-js/md5', 'md5'],
  ['crypto-js.SHA1', 'sha1'],
  ['crypto-js/sha1', 'sha1'],
  ['crypto-js.RIPEMD160', 'ripemd160'],
  ['crypto-js.SHA256', 'sha256'],
  ['crypto-js/sha256', 'sha256'],
  ['crypto-js.SHA512', 'sha512'],
  ['crypto-js/sha512', 'sha512'],
  ['crypto-js.SHA3', 'sha3'],
]);

/** Curves of less than 224 bits (NIST SP 800-57 part 1, table 2). */
export const SHORT_CURVE = /^(?:secp|sect|prime|c2pnb|c2tnb|brainpoolP)(?:1[0-9]{2}|20[0-9])/i;

/** A digest's name as it is compared: `SHA-1` and `sha1` are one. */
export function digestName(written: string): string {
  return written.toLowerCase().replaceAll(/[-_/\s]/g, '');
}

/** What is wrong with a cipher of this name; null where nothing is known to be. */
export function cipherFault(written: string): string | null {
  const parts = written.toLowerCase().split(/[-_/]/);
  for (const part of parts) {
    const fault = BROKEN_CIPHERS.get(part);
    if (fault !== undefined)
      return parts.includes('ede3') || parts.includes('ede') ? 'blocks of 64 bits repeat' : fault;
  }
  return parts.includes('ecb') ? 'equal blocks of text stay equal in ECB mode' : null;
}
