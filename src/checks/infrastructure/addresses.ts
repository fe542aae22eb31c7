/** Which ranges of addresses are everyone. */

/** `0.0.0.0/0`, `::/0`, and every other range whose prefix is 0. */
export function isEveryAddress(text: string | null): boolean {
  if (text === null) return false;
  const range = text.trim().toLowerCase();
  if (range === '0.0.0.0/0' || range === '::/0' || range === '0000:0000:0000:0000:0000:0000:0000:0000/0') return true;
  return /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]{2,39})\/0$/.test(range);
}

/** As Azure writes it: also a star, and the names of everyone. */
export function isEveryAzureSource(text: string | null): boolean {
  const word = text?.trim().toLowerCase() ?? '';
  return ['*', 'internet', 'any', '0.0.0.0', '<nw>/0', '/0'].includes(word) || isEveryAddress(word);
}

/** How many addresses a range holds, as a power of two: larger is wider. Null where it is no range. */
export function openBits(text: string): number | null {
  const [, address = '', prefix] = /^([0-9a-f.:]{2,39})(?:\/(\d{1,3}))?$/i.exec(text.trim()) ?? [];
  if (address === '') return null;
  const bits = address.includes(':') ? 128 : 32;
  return bits - Math.min(bits, Number(prefix ?? bits));
}
