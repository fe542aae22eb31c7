/** The App's private key: as PEM, with line breaks written as `\n`, in base64, or in a file. */
import { createPrivateKey, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { StartError } from './start-error.ts';

const REMEDY =
  'It is the .pem file that GitHub gives for download under "Private keys" on the page of the App: name it with PRIVATE_KEY_PATH, or put what is in it into PRIVATE_KEY (line breaks may be written as \\n, or all of it in base64).';

/** Answers PEM. @throws StartError, which does not quote it */
export function readPrivateKey({ key, path }: { readonly key: string | null; readonly path: string | null }): string {
  const pem = asPem(key ?? read(path ?? ''));
  const variable = key === null ? 'PRIVATE_KEY_PATH' : 'PRIVATE_KEY';
  let type: string | undefined;
  try {
    type = createPrivateKey(pem).asymmetricKeyType;
  } catch {
    // The reason quotes nothing of the key, but it says nothing either.
    throw new StartError('key-unreadable', `${variable} is no private key.`, REMEDY);
  }
  if (type !== 'rsa')
    throw new StartError(
      'key-unreadable',
      `${variable} is a key of another kind (${type ?? 'unknown'}): GitHub's are RSA.`,
      REMEDY,
    );
  return pem;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'no reason given' } = error as NodeJS.ErrnoException;
    throw new StartError('key-unreadable', `The file that PRIVATE_KEY_PATH names cannot be read (${code}).`, REMEDY);
  }
}

function asPem(text: string): string {
  const lines = text.replaceAll('\\n', '\n').replace(/^["'\s]+|["'\s]+$/g, '');
  if (lines.includes('-----BEGIN')) return `${lines}\n`;
  const decoded = Buffer.from(lines, 'base64').toString('utf8').trim();
  return decoded.includes('-----BEGIN') ? `${decoded}\n` : lines;
}

/** A key for one purpose, of which nothing leads back to the private key. Another private key makes another one. */
export function deriveKey(privateKey: string, purpose: 'comment-markers' | 'secret-fingerprints'): string {
  const material = createPrivateKey(privateKey).export({ format: 'der', type: 'pkcs8' });
  return Buffer.from(hkdfSync('sha256', material, 'countersign', purpose, 32)).toString('hex');
}
